/** Some deeds need a fresh proof of who one is: they ask here, and are done again afterwards. */
type Asker = () => Promise<boolean>;

let asker: Asker | null = null;

/** Say who shows the question; return how to take that back. */
export function answerConfirmations(next: Asker): () => void {
  asker = next;
  return () => {
    if (asker === next) asker = null;
  };
}

export const CONFIRMATION_NEEDED = 'CONFIRMATION_NEEDED';

/** Ask for a proof; false when the person would rather not. */
export const askConfirmation = (): Promise<boolean> => asker?.() ?? Promise.resolve(false);
