import { Trans } from '@lingui/react/macro';
import { MyRebatesDocument } from '@/generated/graphql';
import type { AccruedRebateFragment } from '@/generated/graphql';
import { Period } from '@/ui/Dates';
import { EmptyState } from '@/ui/EmptyState';
import { Money } from '@/ui/Money';
import { NextRebate } from '@/ui/words/NextRebate';
import { MeasureName } from '@/ui/words/RebateWords';
import { Endless } from '../Endless';
import { Row } from '../Rows';

/** What my own purchases have earned back, and how far it is to the next step. */
export function RebateTab() {
  return (
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
