import { msg } from '@lingui/core/macro';
import { useLingui as useRuntime } from '@lingui/react';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Link } from 'wouter';
import { ListPage } from '@/console/list/ListPage';
import type { Column, Filter } from '@/console/list/types';
import { useStateFilter } from '@/console/parts/filters';
import { WebhookDeliveryListDocument } from '@/generated/graphql';
import type { WebhookDeliveryFieldsFragment, WebhookDeliveryState } from '@/generated/graphql';
import { Instant } from '@/ui/Dates';
import { StateTag } from '@/ui/StateTag';
import { DeliveryDrawer } from './DeliveryDrawer';
import { EndpointName, KINDS, KindName } from './words';
import './webhooks.css';

type Row = WebhookDeliveryFieldsFragment;

const POLL_MS = 5000;

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'createdAt',
    title: msg`When`,
    cell: (row) => <Instant value={row.createdAt} />,
    text: (row) => row.createdAt,
  },
  {
    key: 'kind',
    title: msg`Event`,
    cell: (row) => <KindName kind={row.kind} />,
    text: (row) => row.kind,
  },
  {
    key: 'endpoint',
    title: msg`Endpoint`,
    cell: (row) => <EndpointName endpoint={row.endpoint} />,
    text: (row) => row.endpoint?.address,
  },
  {
    key: 'attempts',
    title: msg`Attempts`,
    cell: (row) => row.attemptsCount,
    text: (row) => row.attemptsCount,
    align: 'right',
  },
  {
    key: 'status',
    title: msg`Last answer`,
    cell: (row) => row.lastStatus ?? '—',
    text: (row) => row.lastStatus,
    align: 'right',
  },
  {
    key: 'next',
    title: msg`Next attempt`,
    cell: (row) => (row.nextAttemptAt ? <Instant value={row.nextAttemptAt} /> : '—'),
    text: (row) => row.nextAttemptAt,
  },
  {
    key: 'webhookId',
    title: msg`Message id`,
    isOptional: true,
    cell: (row) => <code className="webhook-text">{row.webhookId}</code>,
    text: (row) => row.webhookId,
  },
  {
    key: 'state',
    title: msg`State`,
    cell: (row) => <StateTag kind="webhook" state={row.state} />,
    text: (row) => row.state,
  },
];

/** What was sent to other programs, and what came of it. */
export function DeliveryList() {
  const { t } = useLingui();
  const { _ } = useRuntime();
  const [chosen, setChosen] = useState<string | null>(null);
  const filters: readonly Filter[] = [
    useStateFilter('webhook'),
    {
      kind: 'choice',
      name: 'kind',
      label: msg`Event`,
      options: [
        ...Object.entries(KINDS).map(([value, words]) => ({ value, label: _(words) })),
        { value: 'webhook.test', label: t`Test` },
      ],
    },
  ];
  return (
    <>
      <ListPage
        name="webhook-deliveries"
        title={<Trans>Delivery log</Trans>}
        actions={
          <Link href="/webhooks">
            <Trans>Webhooks</Trans>
          </Link>
        }
        document={WebhookDeliveryListDocument}
        variables={(state) => ({
          sort: 'NEWEST' as const,
          filter: {
            states: state.values('state').length
              ? (state.values('state') as WebhookDeliveryState[])
              : null,
            kinds: state.values('kind').length ? [...state.values('kind')] : null,
            endpoint: state.value('endpoint') ?? null,
          },
        })}
        connection={(answer) => answer.webhookDeliveries}
        columns={COLUMNS}
        filters={filters}
        onRow={(row) => {
          setChosen(row.id);
        }}
        pollMs={POLL_MS}
        empty={{
          title: <Trans>Nothing was sent.</Trans>,
          hint: <Trans>What happens is sent to every enabled endpoint that hears of it.</Trans>,
        }}
      />
      {chosen && (
        <DeliveryDrawer
          id={chosen}
          onClose={() => {
            setChosen(null);
          }}
        />
      )}
    </>
  );
}
