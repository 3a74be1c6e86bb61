import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { useSession } from '@/app/SessionContext';
import { ask } from '@/lib/account';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Skeleton } from '@/ui/Skeleton';
import { ChangePassword } from './ChangePassword';
import { Devices } from './Devices';
import { Factors } from './Factors';
import { LinkedAccounts } from './LinkedAccounts';
import { Looked } from './Looked';
import { useAccount } from './useAccount';
import './security.css';

/** How one signs in; not for whoever looks as somebody else. */
export function Security() {
  const { session } = useSession();
  if (session.impersonation) {
    return (
      <p className="card security-part">
        <Trans>This page belongs to the person alone.</Trans>
      </p>
    );
  }
  return <OwnSecurity />;
}

/** How one signs in: second step, password, address, devices. */
function OwnSecurity() {
  const account = useAccount();
  const [isSent, setIsSent] = useState(false);
  if (!account.value) {
    return account.hasFailed ? (
      <ErrorNotice problem={{ kind: 'offline' }} onRetry={account.load} />
    ) : (
      <Skeleton lines={8} />
    );
  }
  const { email, isVerified, devices, providers, hasPassword } = account.value;
  return (
    <div className="security">
      <section className="card security-part">
        <h2>
          <Trans>Second step</Trans>
        </h2>
        <Factors account={account.value} onChange={account.load} />
      </section>
      {providers.length > 0 && (
        <section className="card security-part">
          <h2>
            <Trans>Linked accounts</Trans>
          </h2>
          <LinkedAccounts connections={providers} onChange={account.load} />
        </section>
      )}
      <section className="card security-part">
        <h2>
          <Trans>Devices</Trans>
        </h2>
        <Devices devices={devices} onChange={account.load} />
      </section>
      {hasPassword && (
        <section className="card security-part">
          <h2>
            <Trans>Password</Trans>
          </h2>
          <ChangePassword onChange={account.load} />
        </section>
      )}
      <section className="card security-part">
        <h2>
          <Trans>E-mail</Trans>
        </h2>
        <p className="security-address">
          {email}
          <span className={isVerified ? 't-tag t-tag-good' : 't-tag'}>
            {isVerified ? <Trans>verified</Trans> : <Trans>not verified</Trans>}
          </span>
        </p>
        {!isVerified && (
          <button
            type="button"
            className="t-button"
            disabled={isSent}
            onClick={() => {
              void ask('POST', '/account/verification').then((answer) => {
                setIsSent(answer.ok);
              });
            }}
          >
            {isSent ? <Trans>The letter is on its way</Trans> : <Trans>Send me a link</Trans>}
          </button>
        )}
      </section>
      <Looked looks={account.value.impersonations} />
    </div>
  );
}
