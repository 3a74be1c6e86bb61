import { msg } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from 'antd';
import { Link } from 'wouter';
import { useHasRole } from '@/app/SessionContext';
import { ListPage } from '@/console/list/ListPage';
import type { Column } from '@/console/list/types';
import { useChannelFilter, useStateFilter } from '@/console/parts/filters';
import { ImportRunListDocument } from '@/generated/graphql';
import type { ImportState, RunFieldsFragment } from '@/generated/graphql';
import { IMPORTING } from '@/lib/roles';
import { Instant } from '@/ui/Dates';
import { StateTag } from '@/ui/StateTag';
import { LayoutName } from './words';

const COLUMNS: readonly Column<RunFieldsFragment>[] = [
  {
    key: 'file',
    title: msg`File`,
    cell: (run) => <Link href={`/imports/${run.id}`}>{run.fileName}</Link>,
    text: (run) => run.fileName,
  },
  {
    key: 'channel',
    title: msg`Channel`,
    cell: (run) => run.channel?.name,
    text: (run) => run.channel?.name,
  },
  {
    key: 'startedAt',
    title: msg`Started`,
    cell: (run) => <Instant value={run.startedAt} />,
    text: (run) => run.startedAt,
  },
  {
    key: 'state',
    title: msg`State`,
    cell: (run) => <StateTag kind="importRun" state={run.state} />,
    text: (run) => run.state,
  },
  {
    key: 'read',
    title: msg`Orders in it`,
    align: 'right',
    cell: (run) => run.ordersRead,
    text: (run) => run.ordersRead,
  },
  {
    key: 'loaded',
    title: msg`New`,
    align: 'right',
    cell: (run) => run.ordersLoaded,
    text: (run) => run.ordersLoaded,
  },
  {
    key: 'updated',
    title: msg`Changed`,
    align: 'right',
    cell: (run) => run.ordersUpdated,
    text: (run) => run.ordersUpdated,
  },
  {
    key: 'unchanged',
    title: msg`Known already`,
    align: 'right',
    cell: (run) => run.ordersUnchanged,
    text: (run) => run.ordersUnchanged,
    isOptional: true,
  },
  {
    key: 'quarantined',
    title: msg`In quarantine`,
    align: 'right',
    cell: (run) =>
      run.ordersQuarantined > 0 ? (
        <Link href={`/quarantine?run=${run.id}`}>{run.ordersQuarantined}</Link>
      ) : (
        run.ordersQuarantined
      ),
    text: (run) => run.ordersQuarantined,
  },
  {
    key: 'layout',
    title: msg`Layout`,
    cell: (run) => <LayoutName layout={run.adapter} />,
    text: (run) => run.adapter,
    isOptional: true,
  },
  {
    key: 'refusal',
    title: msg`Why it failed`,
    cell: (run) => run.refusal && <span lang="en">{run.refusal}</span>,
    text: (run) => run.refusal,
    isOptional: true,
  },
];

/** Every file that was brought in, and what became of it. */
export function ImportRunList() {
  const mayImport = useHasRole(...IMPORTING);
  const filters = [useChannelFilter(), useStateFilter('importRun')];
  const begin = (
    <Link href="/imports/new" asChild>
      <Button type="primary" href="/imports/new">
        <Trans>Import orders</Trans>
      </Button>
    </Link>
  );
  return (
    <ListPage
      name="imports"
      title={<Trans>Imports</Trans>}
      actions={mayImport && begin}
      document={ImportRunListDocument}
      variables={(state) => {
        const chosen = state.values('state') as ImportState[];
        return {
          sort: 'NEWEST' as const,
          filter: {
            channel: state.value('channel') ?? null,
            states: chosen.length > 0 ? chosen : null,
          },
        };
      }}
      connection={(answer) => answer.importRuns}
      columns={COLUMNS}
      filters={filters}
      rowHref={(run) => `/imports/${run.id}`}
      empty={{
        title: <Trans>Nothing has been imported yet.</Trans>,
        hint: <Trans>Export the orders of a channel as a file and bring it in here.</Trans>,
        action: mayImport && begin,
      }}
    />
  );
}
