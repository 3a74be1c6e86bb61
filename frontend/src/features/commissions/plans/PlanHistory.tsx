import { Trans } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { Panel } from '@/console/parts/Panel';
import { CommissionPlansDocument } from '@/generated/graphql';
import { BusinessDate } from '@/ui/Dates';

/** The versions that a plan has had, and who wrote and who approved each. */
export function PlanHistory({ code }: { code: string }) {
  const [{ data }] = useQuery({ query: CommissionPlansDocument });
  const versions = (data?.commissionPlans.nodes ?? []).filter((plan) => plan.code === code);
  if (versions.length === 0) return null;
  return (
    <Panel title={<Trans>Versions</Trans>}>
      <ul className="plan-history">
        {versions.map((plan) => (
          <li key={plan.id}>
            v{plan.version} · <BusinessDate value={plan.validFrom} /> –{' '}
            {plan.validUntil ? <BusinessDate value={plan.validUntil} /> : '…'}
            <span className="t-soft t-block">
              <PlanHands plan={plan} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

interface HandsProps {
  plan: { writtenBy: { name: string } | null; approvedBy: { name: string } | null };
}

/** The two persons behind a version, or the operator who activated it. */
export function PlanHands({ plan }: HandsProps) {
  const writer = plan.writtenBy?.name;
  const approver = plan.approvedBy?.name;
  if (!writer || !approver) return <Trans>Activated by an operator</Trans>;
  return (
    <Trans>
      Written by {writer}, approved by {approver}
    </Trans>
  );
}
