import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { ask } from '@/lib/account';
import { noteSignedIn, signIn } from '@/lib/session';
import type { Session, SignInResult } from '@/lib/session';
import type { Way } from '@/lib/account';
import { readStored, store } from '@/lib/stored';
import { Door } from './Door';
import { Entrances, useEntrances } from './Entrances';
import { Field } from './Field';
import { ResetRequest } from './ResetRequest';
import { ProofForm } from './security/ProofForm';
import './security/security.css';

interface Props {
  /** Which of several roles a person wants to act in: the one this entry is for. */
  side: Session['side'];
  onSignedIn: (session: Session) => void;
}

/** What a company's sign-in left to be done, as the server puts it behind the address. */
function leftOver(): { isUnlinked: boolean; pending: SignInResult | null } {
  const given = new URLSearchParams(window.location.hash.slice(1));
  const token = given.get('pending');
  const ways = (given.get('ways') ?? '').split(' ') as Way[];
  return {
    isUnlinked: given.has('unlinked'),
    pending: token ? { kind: 'secondFactor', token, ways } : null,
  };
}

export function SignIn({ side, onSignedIn }: Props) {
  const { t } = useLingui();
  const [{ isUnlinked, pending }] = useState(leftOver);
  const asked = new URLSearchParams(window.location.search).get('brand');
  const [brand, setBrand] = useState(asked ?? readStored('brand') ?? '');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isLost, setIsLost] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [fault, setFault] = useState<SignInResult | null>(pending);
  const entrances = useEntrances(brand.trim(), side);

  useEffect(() => {
    // What was read is not left in the address of the page.
    const { pathname, search } = window.location;
    window.history.replaceState(null, '', `${pathname}${search}`);
  }, []);

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

  if (isLost) {
    return (
      <ResetRequest
        brand={brand}
        email={email}
        onBack={() => {
          setIsLost(false);
        }}
      />
    );
  }
  if (fault?.kind === 'secondFactor') {
    const { token, ways } = fault;
    return (
      <Door title={<Trans>One more step</Trans>} text={email}>
        <ProofForm
          ways={ways}
          passkeyPath="/session/factor/passkey"
          passkeyBody={{ token }}
          action={<Trans>Sign in</Trans>}
          onProof={async (proof) => {
            const answer = await ask<Session>('POST', '/session/factor', { token, ...proof });
            if (answer.ok) {
              noteSignedIn();
              store('brand', brand.trim());
              onSignedIn(answer.body);
            }
            return answer;
          }}
        />
        <button
          type="button"
          className="t-link"
          onClick={() => {
            setFault(null);
            setPassword('');
          }}
        >
          <Trans>Back to the sign-in</Trans>
        </button>
      </Door>
    );
  }
  return (
    <Door title="Tributary" text={<Trans>Every figure, down to the order line.</Trans>}>
      {isUnlinked && (
        <p role="status" className="sign-in-note">
          <Trans>
            That account is not linked to anybody here yet. If you have a password, sign in with it
            once: then the account is linked. Otherwise ask whoever invited you.
          </Trans>
        </p>
      )}
      <form
        className="sign-in-form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
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
        <button
          type="button"
          className="t-link"
          onClick={() => {
            setIsLost(true);
          }}
        >
          <Trans>Forgot the password?</Trans>
        </button>
      </form>
      {!isUnlinked && (
        <Entrances
          entrances={entrances}
          path="/session/provider"
          body={{ brand: brand.trim(), side }}
        />
      )}
    </Door>
  );
}

function Fault({ fault }: { fault: SignInResult }) {
  if (fault.kind === 'declined') return <Trans>Brand, e-mail or password are not right.</Trans>;
  if (fault.kind === 'required') {
    return <Trans>Your company wants you to sign in with its own account.</Trans>;
  }
  if (fault.kind === 'backOff') {
    const seconds = fault.seconds;
    return <Trans>Too many tries. Please wait {seconds} seconds.</Trans>;
  }
  return <Trans>We cannot be reached just now. Please try again.</Trans>;
}
