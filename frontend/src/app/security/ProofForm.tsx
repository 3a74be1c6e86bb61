import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { ask, knowsPasskeys, showPasskey } from '@/lib/account';
import type { Answer, Proof, Way } from '@/lib/account';
import { AnswerText } from '../AnswerText';
import { Field } from '../Field';

interface Props {
  ways: readonly Way[];
  /** Where the server says what a passkey is to sign, and with what it is asked. */
  passkeyPath: string;
  passkeyBody?: unknown;
  /** Sends the proof; only a wrong one comes back here. */
  onProof: (proof: Proof) => Promise<Answer<unknown>>;
  action: ReactNode;
}

/** Proves who one is, by whatever one has: a code, a passkey, a recovery code, or the password. */
export function ProofForm({ ways, passkeyPath, passkeyBody = {}, onProof, action }: Props) {
  const { t } = useLingui();
  const [wantsRecovery, setWantsRecovery] = useState(false);
  const [text, setText] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [fault, setFault] = useState<Answer<unknown> | null>(null);
  const hasPasskey = ways.includes('passkey') && knowsPasskeys();
  const kind =
    ways.length === 0 ? 'password' : wantsRecovery || !ways.includes('totp') ? 'recovery' : 'code';
  const hasField = kind !== 'recovery' || ways.includes('recovery');

  const send = async (proof: Proof): Promise<void> => {
    setIsBusy(true);
    setFault(null);
    const answer = await onProof(proof);
    setIsBusy(false);
    if (!answer.ok) setFault(answer);
  };
  const show = async (): Promise<void> => {
    const options = await ask('POST', passkeyPath, passkeyBody);
    const passkey = options.ok ? await showPasskey(options.body) : null;
    if (passkey) await send({ passkey });
    else
      setFault(
        options.ok ? { ok: false, code: 'PASSKEY_ABORTED', message: '', seconds: 0 } : options,
      );
  };
  const fields = {
    code: { label: t`Code from your authenticator app`, complete: 'one-time-code' },
    recovery: { label: t`Recovery code`, complete: 'off' },
    password: { label: t`Password`, complete: 'current-password' },
  };
  return (
    <form
      className="proof"
      onSubmit={(event) => {
        event.preventDefault();
        void send({ [kind]: text });
      }}
    >
      {hasPasskey && (
        <button
          type="button"
          className="t-button t-button-primary"
          disabled={isBusy}
          onClick={() => {
            void show();
          }}
        >
          <Trans>Use a passkey</Trans>
        </button>
      )}
      {hasField && (
        <Field
          key={kind}
          label={fields[kind].label}
          value={text}
          onChange={setText}
          type={kind === 'password' ? 'password' : 'text'}
          inputMode={kind === 'code' ? 'numeric' : 'text'}
          autoComplete={fields[kind].complete}
        />
      )}
      <div role="alert" className="sign-in-fault">
        {fault && !fault.ok && <AnswerText {...fault} />}
      </div>
      {hasField && (
        <button
          className={hasPasskey ? 't-button' : 't-button t-button-primary'}
          type="submit"
          disabled={isBusy}
        >
          {action}
        </button>
      )}
      {ways.includes('totp') && ways.includes('recovery') && (
        <button
          type="button"
          className="t-link"
          onClick={() => {
            setWantsRecovery(!wantsRecovery);
            setText('');
          }}
        >
          {wantsRecovery ? (
            <Trans>Use the authenticator app</Trans>
          ) : (
            <Trans>Use a recovery code</Trans>
          )}
        </button>
      )}
    </form>
  );
}
