import { Trans } from '@lingui/react/macro';
import { Link } from 'wouter';
import { EmptyState } from '@/ui/EmptyState';

export function NoSuchPage() {
  return (
    <EmptyState
      isPage
      title={<Trans>There is no such page.</Trans>}
      action={
        <Link href="/">
          <Trans>To the start</Trans>
        </Link>
      }
    />
  );
}
