import { Trans } from '@lingui/react/macro';
import { Steps } from 'antd';
import { useQuery } from 'urql';
import { Link, useParams } from 'wouter';
import { Page } from '@/console/Page';
import { PayoutBatchPageDocument } from '@/generated/graphql';
import type { PayoutBatchPageQuery } from '@/generated/graphql';
import { problemOf } from '@/lib/problem';
import { usePoll } from '@/lib/usePoll';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Skeleton } from '@/ui/Skeleton';
import { StateTag } from '@/ui/StateTag';
import { BatchActions } from './BatchActions';
import { BatchFacts } from './BatchFacts';
import { BatchItems } from './BatchItems';
import { BatchProgress } from './BatchProgress';
import { stepOf } from './batch';
import './payouts.css';

export type Batch = NonNullable<PayoutBatchPageQuery['payoutBatch']>;

const SENDING_MS = 1_500;
const WAITING_MS = 10_000;

/** One batch: how far it is, who did what, and every payment in it. */
export function BatchPage() {
  const { id } = useParams<{ id: string }>();
  const [{ data, error, fetching }, ask] = useQuery({
    query: PayoutBatchPageDocument,
    variables: { id },
  });
  const again = (): void => {
    ask({ requestPolicy: 'network-only' });
  };
  const batch = data?.payoutBatch?.id === id ? data.payoutBatch : null;
  const isSending = batch?.state === 'RELEASED';
  // While a batch waits for its second person, the first one sees that it was released.
  usePoll(isSending || batch?.state === 'SUBMITTED', isSending ? SENDING_MS : WAITING_MS, again);
  if (error && !batch) return <ErrorNotice problem={problemOf(error)} onRetry={again} />;
  if (!batch && fetching) return <Skeleton lines={10} />;
  if (!batch) {
    return (
      <EmptyState
        title={<Trans>There is no such batch.</Trans>}
        action={
          <Link href="/payouts">
            <Trans>All batches</Trans>
          </Link>
        }
      />
    );
  }
  return (
    <>
      <Link href="/payouts" className="panel-back">
        ‹ <Trans>Payouts</Trans>
      </Link>
      <Page
        title={
          <>
            {batch.number} <StateTag kind="payoutBatch" state={batch.state} />
          </>
        }
      >
        <div className="panels">
          <Steps
            size="small"
            className="card batch-steps"
            current={stepOf(batch)}
            {...(batch.state === 'CANCELLED' ? { status: 'error' as const } : {})}
            items={[
              { title: <Trans>Batch prepared</Trans>, content: batch.maker?.name },
              { title: <Trans>Submitted</Trans> },
              {
                title: <Trans>Released by another person</Trans>,
                content: batch.checker?.name,
              },
              { title: <Trans>All paid</Trans> },
            ]}
          />
          <BatchActions batch={batch} viewerId={data?.viewer.user?.id ?? null} onDone={again} />
          <BatchProgress batch={batch} />
          <BatchFacts batch={batch} />
          <BatchItems batch={batch} isLive={isSending} />
        </div>
      </Page>
    </>
  );
}
