import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useQuery } from 'urql';
import { Pager } from '@/console/list/Pager';
import type { Column } from '@/console/list/types';
import { DistributorLink } from '@/console/parts/DistributorLink';
import { Panel } from '@/console/parts/Panel';
import { PlainTable } from '@/console/parts/PlainTable';
import { useStateChoices } from '@/console/parts/useChoices';
import { PayoutItemsDocument } from '@/generated/graphql';
import type { PayoutItemState, PayoutItemsQuery } from '@/generated/graphql';
import { problemOf } from '@/lib/problem';
import { usePoll } from '@/lib/usePoll';
import { Instant } from '@/ui/Dates';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Money } from '@/ui/Money';
import { Skeleton } from '@/ui/Skeleton';
import { StateTag } from '@/ui/StateTag';
import type { Batch } from './BatchPage';
import { ItemNext } from './ItemNext';

export type Item = NonNullable<PayoutItemsQuery['payoutBatch']>['items']['nodes'][number];

const PAGE = 25;
const POLL_MS = 2_000;

const COLUMNS: readonly Column<Item>[] = [
  {
    key: 'distributor',
    title: msg`Distributor`,
    cell: ({ distributor }) => distributor && <DistributorLink distributor={distributor} />,
  },
  {
    key: 'amount',
    title: msg`Amount`,
    align: 'right',
    cell: (item) => <Money value={item.amount} trace={item.id} />,
  },
  {
    key: 'state',
    title: msg`State`,
    cell: (item) => <StateTag kind="payout" state={item.state} />,
  },
  { key: 'next', title: msg`What happens next`, cell: (item) => <ItemNext item={item} /> },
  {
    key: 'at',
    title: msg`Last change`,
    cell: (item) => {
      const at = item.resolvedAt ?? item.attemptedAt;
      return at ? <Instant value={at} /> : '–';
    },
  },
  {
    key: 'transfer',
    title: msg`Number at the provider`,
    cell: (item) => <span className="digest">{item.providerTransferId ?? '–'}</span>,
  },
];

interface PageOf {
  first?: number;
  after?: string;
  last?: number;
  before?: string;
}

/** The payments of a batch, the largest first; while they are sent, their states move. */
export function BatchItems({
  batch,
  changes,
  isPolled,
}: {
  batch: Batch;
  changes: number;
  isPolled: boolean;
}) {
  const { t } = useLingui();
  const [page, setPage] = useState<PageOf>({ first: PAGE });
  const [states, setStates] = useState<PayoutItemState[]>([]);
  const [{ data, error }, ask] = useQuery({
    query: PayoutItemsDocument,
    variables: { id: batch.id, ...page, filter: states.length > 0 ? { states } : null },
  });
  const again = (): void => {
    ask({ requestPolicy: 'network-only' });
  };
  usePoll(isPolled, POLL_MS, again);
  // The last payments end in the moment in which the batch does, when nobody asks any more.
  const latest = useRef(again);
  useEffect(() => {
    latest.current = again;
  });
  useEffect(() => {
    latest.current();
  }, [batch.state, changes]);
  const items = data?.payoutBatch?.items;
  const choices = useStateChoices('payout') as { value: PayoutItemState; label: string }[];
  return (
    <Panel
      title={<Trans>Payouts of the batch</Trans>}
      actions={
        <Select<PayoutItemState[]>
          mode="multiple"
          allowClear={{ label: t`Clear` }}
          maxTagCount={2}
          className="list-choice"
          aria-label={t`State`}
          placeholder={t`State`}
          value={states}
          options={choices}
          onChange={(next) => {
            setStates(next);
            setPage({ first: PAGE });
          }}
        />
      }
      isFlush
    >
      {error && !items && <ErrorNotice problem={problemOf(error)} onRetry={again} />}
      {!items && !error && <Skeleton lines={6} />}
      {items && (
        <>
          <PlainTable
            label={t`Payouts of the batch`}
            rows={items.nodes}
            columns={COLUMNS}
            rowKey={(item) => item.id}
            empty={<Trans>No payment is in this state.</Trans>}
          />
          {(items.pageInfo.hasNextPage || items.pageInfo.hasPreviousPage) && (
            <Pager
              pageInfo={items.pageInfo}
              totalCount={items.totalCount}
              onBack={(before) => {
                setPage({ last: PAGE, before });
              }}
              onNext={(after) => {
                setPage({ first: PAGE, after });
              }}
            />
          )}
        </>
      )}
    </Panel>
  );
}
