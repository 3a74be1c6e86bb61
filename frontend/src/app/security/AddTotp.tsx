import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import type { Answer } from '@/lib/account';
import { QrCode } from '@/ui/QrCode';
import { Field } from '../Field';
import { change } from './useAccount';

interface Secret {
  secret: string;
  uri: string;
}

interface Props {
  onCode: (code: string) => Promise<void>;
  onFault: (fault: Answer<unknown>) => void;
}

/** Shows a secret to an application, and wants its first code. */
export function AddTotp({ onCode, onFault }: Props) {
  const { t } = useLingui();
  const [begun, setBegun] = useState<Secret | null>(null);
  const [code, setCode] = useState('');
  const report = useRef(onFault);
  useEffect(() => {
    let isCurrent = true;
    void change<Secret>('POST', '/account/totp').then((answer) => {
      if (!isCurrent) return;
      if (answer.ok) setBegun(answer.body);
      else report.current(answer);
    });
    return () => {
      isCurrent = false;
    };
  }, []);
  if (!begun) return null;
  return (
    <form
      className="add-totp"
      onSubmit={(event) => {
        event.preventDefault();
        void onCode(code);
      }}
    >
      <QrCode text={begun.uri} label={t`QR code for your authenticator app`} />
      <div>
        <p>
          <Trans>Scan it with an authenticator app, or type this key there:</Trans>
        </p>
        <code className="totp-secret">{begun.secret.match(/.{1,4}/g)?.join(' ')}</code>
        <Field
          label={t`Code it shows`}
          value={code}
          onChange={setCode}
          inputMode="numeric"
          autoComplete="one-time-code"
        />
        <button type="submit" className="t-button t-button-primary">
          <Trans>Turn on</Trans>
        </button>
      </div>
    </form>
  );
}
