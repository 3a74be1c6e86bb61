// What the application is, without a screen: a component shows `state` and calls the deeds.
//
//   const app = useMemo(() => new App(settings, phone), []);
//   const state = useSyncExternalStore(app.subscribe, () => app.state);

import {
  HOME,
  OPEN_ITEMS,
  type OpenItem,
  PAY,
  type StatementPage,
  type StatementRow,
} from "./documents.js";
import { GraphError, asked, followed } from "./graph.js";
import { type Phone, type Settings, randomName } from "./phone.js";
import { Session, SignedOut } from "./session.js";

export interface State {
  readonly isSignedIn: boolean;
  readonly statements: readonly StatementRow[];
  /** What is open now; null until the first answer. */
  readonly openItems: readonly OpenItem[] | null;
  /** What to tell the person; null when there is nothing. */
  readonly trouble: { readonly code: string; readonly message: string } | null;
}

const NOTHING: State = { isSignedIn: false, statements: [], openItems: null, trouble: null };

export class App {
  state: State = NOTHING;
  readonly #session: Session;
  readonly #listeners = new Set<() => void>();
  #stop: (() => void) | null = null;

  constructor(
    settings: Settings,
    readonly phone: Phone,
  ) {
    this.#session = new Session(settings, phone);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Goes on where the person left off; does nothing when nobody had signed in. */
  async begin(): Promise<void> {
    if (await this.#session.isKept()) await this.#attempt(() => this.#come());
  }

  async signIn(): Promise<void> {
    await this.#attempt(async () => {
      await this.#session.signIn();
      await this.#come();
    });
  }

  async signOut(): Promise<void> {
    this.#stop?.();
    this.#stop = null;
    this.#change(NOTHING);
    await this.#session.signOut();
  }

  /** Reads all statements, a page at a time. */
  async readStatements(): Promise<void> {
    const statements: StatementRow[] = [];
    let after: string | null = null;
    do {
      const page: StatementPage = (await asked(this.#session, HOME, { after })).statements;
      statements.push(...page.nodes);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    this.#change({ ...this.state, statements });
  }

  /** Opens the PDF of a statement by a link that is good for ten minutes. */
  async openStatement(statement: StatementRow): Promise<void> {
    await this.#attempt(async () => {
      const token = await this.#session.token();
      const answer = await fetch(
        `${this.#session.settings.site}/files/statements/${statement.id}`,
        {
          method: "HEAD",
          headers: { authorization: `Bearer ${token}` },
        },
      );
      if (!answer.ok) throw new GraphError("NOT_FOUND", "This statement has no document yet.");
      // Where we were led needs no token, so that any viewer can open it.
      await this.phone.open(answer.url);
    });
  }

  /** Makes a link over items, and opens the page on which it is paid. */
  async pay(items: readonly OpenItem[]): Promise<void> {
    await this.#attempt(async () => {
      const input = {
        // One key for one press of the button: sent twice, it is one link.
        idempotencyKey: randomName(this.phone),
        items: items.map(({ id }) => ({ receivableId: id })),
      };
      const { createPaymentLink: made } = await asked(this.#session, PAY, { input });
      if (made === null) throw new GraphError("UNEXPECTED", "No answer.");
      if (made.__typename === "Refused") throw new GraphError(made.code, made.message);
      await this.phone.open(made.payUrl);
    });
  }

  async #come(): Promise<void> {
    await this.readStatements();
    this.#change({ ...this.state, isSignedIn: true, trouble: null });
    this.#stop?.();
    this.#stop = followed(
      this.#session,
      OPEN_ITEMS,
      ({ receivablesChanged }) =>
        this.#change({ ...this.state, openItems: receivablesChanged.nodes }),
      (error) => void this.#lost(error),
    );
  }

  /** The socket says that it closed, not why: that is for the session to know. */
  async #lost(error: unknown): Promise<void> {
    const isKept = await this.#session.isKept();
    this.#tell(isKept ? error : new SignedOut("Nobody is signed in any more."));
  }

  async #attempt(deed: () => Promise<void>): Promise<void> {
    try {
      await deed();
    } catch (error) {
      this.#tell(error);
    }
  }

  #tell(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof SignedOut) {
      this.#stop?.();
      this.#change({ ...NOTHING, trouble: { code: "SIGNED_OUT", message } });
    } else {
      const code = error instanceof GraphError ? error.code : "UNEXPECTED";
      this.#change({ ...this.state, trouble: { code, message } });
    }
  }

  #change(state: State): void {
    this.state = state;
    for (const listener of this.#listeners) listener();
  }
}
