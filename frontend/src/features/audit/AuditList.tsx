import { msg } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { ListPage } from '@/console/list/ListPage';
import type { Column, Filter } from '@/console/list/types';
import { AuditListDocument } from '@/generated/graphql';
import type { AuditListQuery } from '@/generated/graphql';
import { Instant } from '@/ui/Dates';
import { AuditDetail } from './AuditDetail';

export type AuditRow = AuditListQuery['auditEntries']['nodes'][number];

const COLUMNS: readonly Column<AuditRow>[] = [
  {
    key: 'at',
    title: msg`When`,
    cell: (row) => <Instant value={row.at} />,
    text: (row) => row.at,
  },
  { key: 'user', title: msg`Who`, cell: (row) => row.user?.name, text: (row) => row.user?.name },
  {
    key: 'action',
    title: msg`Deed`,
    cell: (row) => <code>{row.action}</code>,
    text: (row) => row.action,
  },
  {
    key: 'subject',
    title: msg`Of what`,
    cell: (row) => <code>{row.subject}</code>,
    text: (row) => row.subject,
  },
  { key: 'reason', title: msg`Why`, cell: (row) => row.reason, text: (row) => row.reason },
  {
    key: 'origin',
    title: msg`From where`,
    cell: (row) => row.origin,
    text: (row) => row.origin,
    isOptional: true,
  },
];

const FILTERS: readonly Filter[] = [{ kind: 'text', name: 'action', label: msg`Deed` }];

/** Who did what; the example every other list of the console is written after. */
export function AuditList() {
  const [entry, setEntry] = useState<AuditRow | null>(null);
  return (
    <>
      <ListPage
        name="audit"
        title={<Trans>Audit</Trans>}
        document={AuditListDocument}
        variables={(state) => {
          const actions = state.values('action');
          return {
            sort: 'NEWEST' as const,
            filter: actions.length > 0 ? { actions: [...actions] } : null,
          };
        }}
        connection={(answer) => answer.auditEntries}
        columns={COLUMNS}
        filters={FILTERS}
        onRow={setEntry}
        empty={{
          title: <Trans>Nothing has been done yet.</Trans>,
          hint: <Trans>Whatever somebody changes here is written down.</Trans>,
        }}
      />
      <AuditDetail
        entry={entry}
        onClose={() => {
          setEntry(null);
        }}
      />
    </>
  );
}
