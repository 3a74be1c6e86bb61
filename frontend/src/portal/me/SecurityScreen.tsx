import { Trans } from '@lingui/react/macro';
import { Security } from '@/app/security/Security';
import { Screen } from '../Screen';

/** How I sign in. */
export function SecurityScreen() {
  return (
    <Screen title={<Trans>Security</Trans>} back="/me">
      <Security />
    </Screen>
  );
}
