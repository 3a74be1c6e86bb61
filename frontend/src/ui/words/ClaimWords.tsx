import { Trans } from '@lingui/react/macro';
import type { RebateClaimDeedKind } from '@/generated/graphql';
import { never } from '@/lib/never';
import { BusinessDate } from '../Dates';
import { RoleNames } from './RoleNames';

interface DeedProps {
  kind: RebateClaimDeedKind;
  step: number | null;
  toStep: number | null;
}

/** What somebody did to a claim. */
export function ClaimDeedName({ kind, step, toStep }: DeedProps) {
  switch (kind) {
    case 'CLAIMED':
      return <Trans>Claimed</Trans>;
    case 'AGREED':
      return <Trans>Agreed at step {step}</Trans>;
    case 'SENT_BACK':
      return <Trans>Sent back to step {toStep}</Trans>;
    case 'RETURNED':
      return <Trans>Given back to the distributor</Trans>;
    case 'HANDED_IN':
      return <Trans>Handed in again</Trans>;
    case 'WITHDRAWN':
      return <Trans>Withdrawn</Trans>;
    default:
      return never(kind);
  }
}

interface WaitingProps {
  waitsFor: string | null;
  dueOn: string | null;
  overdueAt: string | null;
}

/** Whom a claim waits for, and until when. */
export function ClaimWaiting({ waitsFor, dueOn, overdueAt }: WaitingProps) {
  if (!waitsFor || !dueOn) return null;
  return (
    <>
      <Trans>
        Waits for: <RoleNames roles={[waitsFor.toLowerCase()]} />
      </Trans>
      {' · '}
      <Trans>
        Due <BusinessDate value={dueOn} />
      </Trans>{' '}
      {overdueAt && (
        <span className="t-tag t-tag-bad">
          <Trans>Overdue</Trans>
        </span>
      )}
    </>
  );
}
