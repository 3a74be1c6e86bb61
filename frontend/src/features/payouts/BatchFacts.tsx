import { Trans } from '@lingui/react/macro';
import { Typography } from 'antd';
import { Panel } from '@/console/parts/Panel';
import { Instant } from '@/ui/Dates';
import { Fact, Facts } from '@/ui/Facts';
import { Money } from '@/ui/Money';
import type { Batch } from './BatchPage';
import { grouped } from './batch';

/** The total, its hash, and whose hands the batch went through. */
export function BatchFacts({ batch }: { batch: Batch }) {
  const { itemsSha256, maker, checker } = batch;
  return (
    <Panel
      title={<Trans>What the batch pays</Trans>}
      actions={<Money value={batch.total} size="large" />}
    >
      <div className="batch-facts">
        <Facts>
          <Fact label={<Trans>Number of payouts</Trans>}>{batch.itemCount}</Fact>
          <Fact label={<Trans>Least amount</Trans>}>
            <Money value={batch.minimum} />
          </Fact>
          <Fact label={<Trans>Way</Trans>}>{batch.rail}</Fact>
          {itemsSha256 && (
            <Fact label={<Trans>Hash of its items</Trans>}>
              <Typography.Text className="digest" copyable={{ text: itemsSha256 }}>
                {grouped(itemsSha256)}
              </Typography.Text>
            </Fact>
          )}
        </Facts>
        <Facts>
          <Fact label={<Trans>Prepared by</Trans>}>
            {maker?.name} <When at={batch.createdAt} />
          </Fact>
          <Fact label={<Trans>Submitted</Trans>}>
            <When at={batch.submittedAt} />
          </Fact>
          <Fact label={<Trans>Released by</Trans>}>
            {checker?.name} <When at={batch.releasedAt} />
          </Fact>
          <Fact label={<Trans>Completed at</Trans>}>
            <When at={batch.completedAt} />
          </Fact>
          {batch.cancelReason && (
            <Fact label={<Trans>Why it was cancelled</Trans>}>{batch.cancelReason}</Fact>
          )}
        </Facts>
      </div>
    </Panel>
  );
}

function When({ at }: { at: string | null }) {
  if (!at) return <>–</>;
  return (
    <span className="t-soft">
      <Instant value={at} />
    </span>
  );
}
