import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { ask } from '@/lib/account';
import type { Answer, Ticket } from '@/lib/account';
import { AnswerText } from './AnswerText';
import { Door } from './Door';
import { Entrances } from './Entrances';
import { Field } from './Field';

/** What a link in a letter opens: a first password, another one, or a verified address. */
export function TicketPage() {
  const { t } = useLingui();
  const [token] = useState(() => window.location.hash.slice(1));
  const [opened, setOpened] = useState<Answer<Ticket> | null>(null);
  const [done, setDone] = useState<Answer<Ticket> | null>(null);
  const [password, setPassword] = useState('');
  useEffect(() => {
    // The link is used from memory: it does not stay in the address of the page.
    window.history.replaceState(null, '', window.location.pathname);
    void ask<Ticket>('POST', '/tickets/open', { token }).then(setOpened);
  }, [token]);
  if (!opened) return null;
  if (!opened.ok) {
    return (
      <Door title={<Trans>This link does not work</Trans>}>
        <p>
          <AnswerText {...opened} />
        </p>
        <a href={window.location.pathname.replace(/ticket$/, '')}>
          <Trans>To the sign-in</Trans>
        </a>
      </Door>
    );
  }
  const ticket = opened.body;
  const home = `${ticket.home}?brand=${ticket.brand.slug}`;
  if (done?.ok) {
    return (
      <Door
        title={
          ticket.wantsPassword ? <Trans>Your password is set</Trans> : <Trans>Thank you</Trans>
        }
        text={ticket.email}
      >
        <p>
          {ticket.wantsPassword ? (
            <Trans>Sign in with it now.</Trans>
          ) : (
            <Trans>Your address is verified.</Trans>
          )}
        </p>
        <a className="t-button t-button-primary" href={home}>
          <Trans>Go on</Trans>
        </a>
      </Door>
    );
  }
  return (
    <Door
      title={
        ticket.kind === 'verification' ? (
          <Trans>Verify your address</Trans>
        ) : ticket.kind === 'invitation' ? (
          <Trans>Welcome to {ticket.brand.name}</Trans>
        ) : (
          <Trans>Choose a new password</Trans>
        )
      }
      text={`${ticket.name} · ${ticket.email}`}
    >
      {isByPassword(ticket) && (
        <form
          className="sign-in-form"
          onSubmit={(event) => {
            event.preventDefault();
            const given = ticket.wantsPassword ? { password } : {};
            void ask<Ticket>('POST', '/tickets/redeem', { token, ...given }).then(setDone);
          }}
        >
          {ticket.wantsPassword && (
            <Field
              label={t`New password`}
              value={password}
              onChange={setPassword}
              type="password"
              autoComplete="new-password"
              hint={<Trans>12 to 128 characters, such as four unrelated words.</Trans>}
            />
          )}
          <div role="alert" className="sign-in-fault">
            {done && <AnswerText {...done} />}
          </div>
          <button type="submit" className="t-button t-button-primary">
            {ticket.wantsPassword ? <Trans>Set password</Trans> : <Trans>It is mine</Trans>}
          </button>
        </form>
      )}
      <Entrances
        isMain={!ticket.wantsPassword}
        entrances={ticket.providers ?? []}
        path="/tickets/provider"
        body={{ token }}
      />
    </Door>
  );
}

/** An invitation of a company that wants its own sign-in takes no password. */
function isByPassword({ kind, wantsPassword }: Ticket): boolean {
  return wantsPassword || kind !== 'invitation';
}
