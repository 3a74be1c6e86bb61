import { Trans } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { MyRebateClaimsDocument, MyRebatesDocument } from '@/generated/graphql';
import type { AccruedRebateFragment } from '@/generated/graphql';
import { Period } from '@/ui/Dates';
import { EmptyState } from '@/ui/EmptyState';
import { Money } from '@/ui/Money';
import { StateTag } from '@/ui/StateTag';
import { ClaimWaiting } from '@/ui/words/ClaimWords';
import { NextRebate } from '@/ui/words/NextRebate';
import { MeasureName } from '@/ui/words/RebateWords';
import { Card } from '../Card';
import { Endless } from '../Endless';
import { Row, Rows } from '../Rows';
import { RebateEstimator } from './RebateEstimator';

/** What my own purchases have earned back, and how far it is to the next step. */
export function RebateTab() {
  return (
    <>
      <MyClaims />
      <RebateEstimator />
      <section className="card">
        <Endless
          document={MyRebatesDocument}
          variables={{}}
          connection={(answer) => answer.viewer.distributor?.rebateAccruals}
          row={(rebate) => <RebateRow key={rebate.id} rebate={rebate} />}
          empty={
            <EmptyState
              title={<Trans>No rebate here.</Trans>}
              hint={<Trans>Rebates are counted every day from what you buy.</Trans>}
            />
          }
        />
      </section>
    </>
  );
}

/** Claims that somebody still has to do something about. */
function MyClaims() {
  const [{ data }] = useQuery({
    query: MyRebateClaimsDocument,
    requestPolicy: 'cache-and-network',
  });
  const claims = data?.rebateClaims.nodes ?? [];
  if (claims.length === 0) return null;
  return (
    <Card title={<Trans>Claims under way</Trans>}>
      <Rows>
        {claims.map((claim) => (
          <Row
            key={claim.id}
            href={`/earnings/claims/${claim.id}`}
            title={`${claim.number} · ${claim.distributor?.name ?? ''}`}
            note={
              <ClaimWaiting
                waitsFor={claim.waitsFor}
                dueOn={claim.dueOn}
                overdueAt={claim.overdueAt}
              />
            }
            end={<Money value={claim.amount} />}
            endNote={<StateTag kind="rebateClaim" state={claim.state} />}
          />
        ))}
      </Rows>
    </Card>
  );
}

function RebateRow({ rebate }: { rebate: AccruedRebateFragment }) {
  return (
    <Row
      href={`/earnings/rebates/${rebate.id}`}
      title={rebate.planName}
      note={
        <>
          <Period start={rebate.ratedFrom} end={rebate.ratedUntil} /> ·{' '}
          <MeasureName measure={rebate.measure} />
          <span className="row-formula">
            <NextRebate rebate={rebate} />
          </span>
        </>
      }
      end={<Money value={rebate.amount} tone="good" />}
    />
  );
}
