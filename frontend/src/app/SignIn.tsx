import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { signIn } from '@/lib/session';
import type { Session, SignInResult } from '@/lib/session';
import { readStored, store } from '@/lib/stored';
import { LocaleToggle } from './LocaleToggle';
import mark from './theme/mark.svg';
import './signIn.css';

interface Props {
  /** Which of several roles a person wants to act in: the one this entry is for. */
  side: Session['side'];
  onSignedIn: (session: Session) => void;
}

export function SignIn({ side, onSignedIn }: Props) {
  const { t } = useLingui();
  const asked = new URLSearchParams(window.location.search).get('brand');
  const [brand, setBrand] = useState(asked ?? readStored('brand') ?? '');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [fault, setFault] = useState<SignInResult | null>(null);

  const submit = async (): Promise<void> => {
    setIsBusy(true);
    setFault(null);
    const result = await signIn(brand.trim(), email.trim(), password, side);
    setIsBusy(false);
    if (result.kind === 'signedIn') {
      store('brand', brand.trim());
      onSignedIn(result.session);
    } else setFault(result);
  };

  return (
    <main className="sign-in">
      <form
        className="sign-in-card"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <header className="sign-in-head">
          <img src={mark} alt="" width="40" height="40" />
          <div>
            <h1>Tributary</h1>
            <p>
              <Trans>Every figure, down to the order line.</Trans>
            </p>
          </div>
        </header>
        <Field label={t`Brand`} value={brand} onChange={setBrand} autoComplete="organization" />
        <Field
          label={t`E-mail`}
          value={email}
          onChange={setEmail}
          type="email"
          autoComplete="username"
        />
        <Field
          label={t`Password`}
          value={password}
          onChange={setPassword}
          type="password"
          autoComplete="current-password"
        />
        <div role="alert" className="sign-in-fault">
          {fault && <Fault fault={fault} />}
        </div>
        <button className="t-button t-button-primary" type="submit" disabled={isBusy}>
          {isBusy ? <Trans>Signing in…</Trans> : <Trans>Sign in</Trans>}
        </button>
        <LocaleToggle />
      </form>
    </main>
  );
}

function Fault({ fault }: { fault: SignInResult }) {
  if (fault.kind === 'declined') return <Trans>Brand, e-mail or password are not right.</Trans>;
  if (fault.kind === 'backOff') {
    const seconds = fault.seconds;
    return <Trans>Too many tries. Please wait {seconds} seconds.</Trans>;
  }
  return <Trans>We cannot be reached just now. Please try again.</Trans>;
}

interface FieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  type?: string;
  autoComplete: string;
}

function Field({ label, value, onChange, type = 'text', autoComplete }: FieldProps) {
  return (
    <label className="sign-in-field">
      <span>{label}</span>
      <input
        required
        type={type}
        value={value}
        autoComplete={autoComplete}
        autoCapitalize="none"
        name={autoComplete}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
    </label>
  );
}
