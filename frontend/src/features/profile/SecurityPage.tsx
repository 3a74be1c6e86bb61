import { Trans } from '@lingui/react/macro';
import { Security } from '@/app/security/Security';
import { Page } from '@/console/Page';

/** How one signs in. */
export function SecurityPage() {
  return (
    <Page title={<Trans>Security</Trans>}>
      <Security />
    </Page>
  );
}
