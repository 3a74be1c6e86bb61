import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from 'wouter';

/** Tree or table: two ways to look at the same distributors. */
export function ViewSwitch({ view }: { view: 'tree' | 'table' }) {
  const { t } = useLingui();
  return (
    <nav className="view-switch" aria-label={t`View`}>
      <Link href="/distributors" aria-current={view === 'tree' ? 'page' : undefined}>
        <Trans>Tree</Trans>
      </Link>
      <Link href="/distributors/table" aria-current={view === 'table' ? 'page' : undefined}>
        <Trans>Table</Trans>
      </Link>
    </nav>
  );
}
