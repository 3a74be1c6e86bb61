import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { Answer, Connection } from '@/lib/account';
import { Instant } from '@/ui/Dates';
import { AnswerText } from '../AnswerText';
import { change } from './useAccount';

interface Props {
  connections: readonly Connection[];
  onChange: () => void;
}

/** Accounts elsewhere by which one comes in: link one, or remove the link. */
export function LinkedAccounts({ connections, onChange }: Props) {
  const [fault, setFault] = useState<Answer<unknown> | null>(null);
  const link = async (id: string): Promise<void> => {
    const answer = await change<{ location: string }>('POST', `/account/providers/${id}`, {});
    if (answer.ok) window.location.assign(answer.body.location);
    setFault(answer);
  };
  const unlink = async (id: string): Promise<void> => {
    const answer = await change('DELETE', `/account/providers/${id}`);
    if (answer.ok) onChange();
    setFault(answer);
  };
  return (
    <>
      <ul className="security-list">
        {connections.map(({ id, name, label, linkedAt, usedAt }) => (
          <li key={id}>
            <div>
              <strong>{name}</strong>
              <small className="t-soft">
                {label && linkedAt ? (
                  <>
                    {label} · <Instant value={usedAt ?? linkedAt} />
                  </>
                ) : (
                  <Trans>Sign in with your company's account instead of a password.</Trans>
                )}
              </small>
            </div>
            <button
              type="button"
              className="t-button"
              onClick={() => void (label ? unlink(id) : link(id))}
            >
              {label ? <Trans>Remove</Trans> : <Trans>Link</Trans>}
            </button>
          </li>
        ))}
      </ul>
      <div role="alert" className="sign-in-fault">
        {fault && !fault.ok && <AnswerText {...fault} />}
      </div>
    </>
  );
}
