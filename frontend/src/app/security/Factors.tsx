import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { knowsPasskeys, makePasskey } from '@/lib/account';
import type { Account, Answer } from '@/lib/account';
import { Instant } from '@/ui/Dates';
import { AnswerText } from '../AnswerText';
import { AddTotp } from './AddTotp';
import { RecoveryCodes } from './RecoveryCodes';
import { change } from './useAccount';

interface Props {
  account: Account;
  onChange: () => void;
}

/** The second step of signing in: an application, passkeys, recovery codes. */
export function Factors({ account, onChange }: Props) {
  const { t } = useLingui();
  const [isAdding, setIsAdding] = useState(false);
  const [codes, setCodes] = useState<string[]>([]);
  const [fault, setFault] = useState<Answer<unknown> | null>(null);
  const has = account.ways.length > 0;

  const apply = async (done: Promise<Answer<{ recoveryCodes?: string[] }>>): Promise<void> => {
    setFault(null);
    const answer = await done;
    if (!answer.ok) {
      if (answer.code !== 'CONFIRMATION_NEEDED') setFault(answer);
      return;
    }
    setIsAdding(false);
    if (answer.body.recoveryCodes?.length) setCodes(answer.body.recoveryCodes);
    onChange();
  };
  const addPasskey = async (): Promise<Answer<{ recoveryCodes?: string[] }>> => {
    const options = await change('POST', '/account/passkeys/options');
    if (!options.ok) return options;
    const passkey = await makePasskey(options.body);
    if (!passkey) return { ok: false, code: 'PASSKEY_ABORTED', message: '', seconds: 0 };
    const name = deviceName(navigator.userAgent) ?? t`Passkey`;
    return change('POST', '/account/passkeys', { name, passkey });
  };
  if (codes.length > 0) {
    return (
      <RecoveryCodes
        codes={codes}
        onDone={() => {
          setCodes([]);
        }}
      />
    );
  }
  return (
    <div className="factors">
      <ul className="security-list">
        <li>
          <div>
            <strong>
              <Trans>Authenticator app</Trans>
            </strong>
            <small className="t-soft">
              {account.hasTotp ? (
                <Trans>Shows a new code every 30 seconds.</Trans>
              ) : (
                <Trans>Not set up</Trans>
              )}
            </small>
          </div>
          {account.hasTotp ? (
            <button
              type="button"
              className="t-button"
              onClick={() => void apply(change('DELETE', '/account/totp'))}
            >
              <Trans>Remove</Trans>
            </button>
          ) : (
            <button
              type="button"
              className="t-button"
              aria-expanded={isAdding}
              onClick={() => {
                setIsAdding(!isAdding);
              }}
            >
              <Trans>Set up</Trans>
            </button>
          )}
        </li>
        {isAdding && (
          <li>
            <AddTotp
              onCode={(code) => apply(change('PUT', '/account/totp', { code }))}
              onFault={setFault}
            />
          </li>
        )}
        {account.passkeys.map((passkey) => (
          <li key={passkey.id}>
            <div>
              <strong>
                <Trans>Passkey</Trans> · {passkey.name}
              </strong>
              <small className="t-soft">
                {passkey.host} · <Instant value={passkey.usedAt ?? passkey.createdAt} />
              </small>
            </div>
            <button
              type="button"
              className="t-button"
              onClick={() => void apply(change('DELETE', `/account/passkeys/${passkey.id}`))}
            >
              <Trans>Remove</Trans>
            </button>
          </li>
        ))}
        <li>
          <div>
            <strong>
              <Trans>Add a passkey</Trans>
            </strong>
            <small className="t-soft">
              {knowsPasskeys() ? (
                <Trans>Your fingerprint, face or security key instead of a code.</Trans>
              ) : (
                <Trans>Passkeys need a newer browser, and this site opened by its name.</Trans>
              )}
            </small>
          </div>
          <button
            type="button"
            className="t-button"
            disabled={!knowsPasskeys()}
            onClick={() => void apply(addPasskey())}
          >
            <Trans>Add</Trans>
          </button>
        </li>
        {has && (
          <li>
            <div>
              <strong>
                <Trans>Recovery codes</Trans>
              </strong>
              <small className="t-soft">
                <Trans>
                  {account.recoveryLeft} left, each for one sign-in without your device.
                </Trans>
              </small>
            </div>
            <button
              type="button"
              className="t-button"
              onClick={() => void apply(change('POST', '/account/recovery-codes'))}
            >
              <Trans>New codes</Trans>
            </button>
          </li>
        )}
      </ul>
      <div role="alert" className="sign-in-fault">
        {fault && !fault.ok && <AnswerText {...fault} />}
      </div>
    </div>
  );
}

/** What a browser calls the machine it runs on. */
export function deviceName(userAgent: string): string | null {
  const known = ['iPhone', 'iPad', 'Android', 'Windows', 'Macintosh', 'CrOS', 'Linux'];
  return known.find((name) => userAgent.includes(name)) ?? null;
}
