import { Trans } from '@lingui/react/macro';
import { Steps } from 'antd';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useParams } from 'wouter';
import { Page } from '@/console/Page';
import { SubjectPage } from '@/console/SubjectPage';
import { PayoutBatchChangedDocument, PayoutBatchPageDocument } from '@/generated/graphql';
import type { PayoutBatchPageQuery } from '@/generated/graphql';
import { useLive } from '@/lib/useLive';
import { usePoll } from '@/lib/usePoll';
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
  const query = useQuery({
    query: PayoutBatchPageDocument,
    variables: { id },
  });
  const [{ data }, ask] = query;
  const again = (): void => {
    ask({ requestPolicy: 'network-only' });
  };
  const batch = data?.payoutBatch?.id === id ? data.payoutBatch : null;
  const isSending = batch?.state === 'RELEASED';
  // While a batch waits for its second person, the first one sees that it was released.
  const isOpen = isSending || batch?.state === 'SUBMITTED';
  const [changes, setChanges] = useState(0);
  const isLive = useLive(PayoutBatchChangedDocument, id, isOpen, () => {
    again();
    setChanges((count) => count + 1);
  });
  usePoll(isOpen && !isLive, isSending ? SENDING_MS : WAITING_MS, again);
  return (
    <SubjectPage
      kind={<Trans>Payout</Trans>}
      list={{ href: '/payouts', title: <Trans>Payouts</Trans> }}
      query={query}
      subject={batch}
      missing={<Trans>There is no such batch.</Trans>}
    >
      {(batch) => (
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
            <BatchItems batch={batch} changes={changes} isPolled={isSending && !isLive} />
          </div>
        </Page>
      )}
    </SubjectPage>
  );
}
