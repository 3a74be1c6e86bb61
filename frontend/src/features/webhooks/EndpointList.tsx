import { msg } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { ListPage } from '@/console/list/ListPage';
import type { Column } from '@/console/list/types';
import { WebhookEndpointListDocument } from '@/generated/graphql';
import type { WebhookEndpointFieldsFragment } from '@/generated/graphql';
import { Instant } from '@/ui/Dates';
import { EndpointDrawer } from './EndpointDrawer';
import { EndpointForm } from './EndpointForm';
import { Health } from './words';
import './webhooks.css';

type Row = WebhookEndpointFieldsFragment;

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'address',
    title: msg`Address`,
    cell: (row) => <code className="webhook-text">{row.address}</code>,
    text: (row) => row.address,
  },
  {
    key: 'description',
    title: msg`Description`,
    cell: (row) => row.description || '—',
    text: (row) => row.description,
  },
  {
    key: 'kinds',
    title: msg`Events`,
    cell: (row) => row.kinds.split(' ').length,
    text: (row) => row.kinds,
    align: 'right',
  },
  {
    key: 'succeededAt',
    title: msg`Last delivered`,
    cell: (row) => (row.succeededAt ? <Instant value={row.succeededAt} /> : '—'),
    text: (row) => row.succeededAt,
  },
  {
    key: 'state',
    title: msg`State`,
    cell: (row) => <Health endpoint={row} />,
    text: (row) => row.disabledBy ?? row.state,
  },
];

/** Addresses of other programs that hear what happens. */
export function EndpointList() {
  const [version, setVersion] = useState(0);
  const [isMaking, setIsMaking] = useState(false);
  const [chosen, setChosen] = useState<Row | null>(null);
  const again = (): void => {
    setVersion((before) => before + 1);
  };
  const actions = (
    <>
      <Link href="/webhooks/log">
        <Trans>Delivery log</Trans>
      </Link>
      <Button
        type="primary"
        onClick={() => {
          setIsMaking(true);
        }}
      >
        <Trans>Add an endpoint…</Trans>
      </Button>
    </>
  );
  return (
    <>
      <ListPage
        key={version}
        name="webhooks"
        title={<Trans>Webhooks</Trans>}
        actions={actions}
        document={WebhookEndpointListDocument}
        variables={() => ({ sort: 'NEWEST' as const })}
        connection={(answer) => answer.webhookEndpoints}
        columns={COLUMNS}
        onRow={setChosen}
        empty={{
          title: <Trans>Nobody listens.</Trans>,
          hint: <Trans>An endpoint is an address of your ERP that is told what happens.</Trans>,
        }}
      />
      {isMaking && (
        <EndpointForm
          onClose={(isDone) => {
            setIsMaking(false);
            if (isDone) again();
          }}
        />
      )}
      {chosen && (
        <EndpointDrawer
          endpoint={chosen}
          onChange={(endpoint) => {
            again();
            setChosen(endpoint);
          }}
          onClose={() => {
            setChosen(null);
            again();
          }}
        />
      )}
    </>
  );
}
