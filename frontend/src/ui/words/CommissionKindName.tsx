import { Trans } from '@lingui/react/macro';
import type { CommissionKind } from '@/generated/graphql';

export function CommissionKindName({ kind }: { kind: CommissionKind }) {
  if (kind === 'LEVEL') return <Trans>Level commission</Trans>;
  if (kind === 'OVERRIDE') return <Trans>Override on a level below</Trans>;
  if (kind === 'BONUS') return <Trans>Bonus</Trans>;
  return <Trans>Price gap</Trans>;
}
