import { Trans } from '@lingui/react/macro';
import type { ClawBack, CommissionReason, PlanTiers, RatingPeriod } from '@/generated/graphql';

export function ReasonName({ reason }: { reason: CommissionReason }) {
  if (reason === 'SALE') return <Trans>Billed in this settlement</Trans>;
  if (reason === 'RETURN') return <Trans>Something of it came back</Trans>;
  if (reason === 'PAYMENT') return <Trans>Money for its order came in or went back</Trans>;
  return <Trans>Its period was rated anew</Trans>;
}

export function TiersName({ tiers }: { tiers: PlanTiers }) {
  if (tiers === 'FLAT') return <Trans>The same rate for every volume</Trans>;
  if (tiers === 'MARGINAL') return <Trans>Each band at its own rate</Trans>;
  return <Trans>The band reached applies to the whole volume</Trans>;
}

export function EveryName({ every }: { every: RatingPeriod }) {
  if (every === 'MONTH') return <Trans>By month</Trans>;
  if (every === 'QUARTER') return <Trans>By quarter</Trans>;
  return <Trans>By year</Trans>;
}

export function ClawBackName({ clawBack }: { clawBack: ClawBack }) {
  return clawBack === 'ORIGINAL' ? (
    <Trans>At the rate of the original sale</Trans>
  ) : (
    <Trans>The period is rated anew without it</Trans>
  );
}
