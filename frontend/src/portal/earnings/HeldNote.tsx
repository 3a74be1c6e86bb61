import { Trans } from '@lingui/react/macro';
import type { MyEarningsQuery } from '@/generated/graphql';
import { isZero } from '@/lib/money';
import { BusinessDate } from '@/ui/Dates';
import { Money } from '@/ui/Money';

type Position = NonNullable<MyEarningsQuery['viewer']['distributor']>['positions'][number];

/** What of the earnings is too young to be paid out, and when some of it no longer is. */
export function HeldNote({ position }: { position: Pick<Position, 'held' | 'heldUntil'> }) {
  const { held, heldUntil } = position;
  if (isZero(held) || !heldUntil) return null;
  return (
    <p className="t-soft">
      <Trans>
        of it on hold <Money value={held} />, the first of it until{' '}
        <BusinessDate value={heldUntil} />
      </Trans>
    </p>
  );
}
