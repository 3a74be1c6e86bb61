import { Trans } from '@lingui/react/macro';
import type { StatementNetting } from '@/generated/graphql';
import { never } from '@/lib/never';

/** How the two balances of a statement meet, as its PDF says it. */
export function NettingWords({ netting }: { netting: StatementNetting }) {
  switch (netting) {
    case 'SEPARATE':
      return <Trans>What is owed and what is earned are settled separately.</Trans>;
    case 'SET_OFF':
      return (
        <Trans>
          What is earned is set off against what is owed; only the difference is settled.
        </Trans>
      );
    default:
      return never(netting);
  }
}
