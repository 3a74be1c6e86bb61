import { Trans } from '@lingui/react/macro';
import { RoleNames } from '@/ui/words/RoleNames';
import { Door } from '../Door';
import { useSession } from '../SessionContext';
import { Factors } from './Factors';
import { useAccount } from './useAccount';

/** For whom every role needs a second factor: nothing else is shown before there is one. */
export function FactorFirst({ onDone }: { onDone: () => void }) {
  const { session, signOut } = useSession();
  const account = useAccount();
  return (
    <Door isWide title={<Trans>Add a second step</Trans>} text={session.name}>
      <p>
        <Trans>Your role needs more than a password:</Trans> <RoleNames roles={session.withheld} />
      </p>
      {account.value && <Factors account={account.value} onChange={account.load} />}
      {account.value && account.value.ways.length > 0 && (
        <button type="button" className="t-button t-button-primary" onClick={onDone}>
          <Trans>Go on</Trans>
        </button>
      )}
      <button type="button" className="t-link" onClick={signOut}>
        <Trans>Sign out</Trans>
      </button>
    </Door>
  );
}
