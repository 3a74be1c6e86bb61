import { msg } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useLingui } from '@lingui/react';
import { useState } from 'react';
import { ListPage } from '@/console/list/ListPage';
import type { Column, Filter } from '@/console/list/types';
import { AuditListDocument } from '@/generated/graphql';
import type { AuditListQuery } from '@/generated/graphql';
import { Instant } from '@/ui/Dates';
import { AuditDetail } from './AuditDetail';
import { Named } from './Named';
import { Subject } from './Subject';
import { DEEDS } from './words';

export type AuditRow = AuditListQuery['auditEntries']['nodes'][number];

const COLUMNS: readonly Column<AuditRow>[] = [
  {
    key: 'at',
    title: msg`When`,
    cell: (row) => <Instant value={row.at} />,
    text: (row) => row.at,
  },
  {
    key: 'user',
    title: msg`Who`,
    cell: (row) => row.user?.name ?? <Trans>The system</Trans>,
    text: (row) => row.user?.name ?? row.origin,
  },
  {
    key: 'action',
    title: msg`Deed`,
    cell: (row) => <Named code={row.action} words={DEEDS} />,
    text: (row) => row.action,
  },
  {
    key: 'subject',
    title: msg`Of what`,
    cell: (row) => <Subject code={row.subject} />,
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

/** Who did what; the example every other list of the console is written after. */
export function AuditList() {
  const { _ } = useLingui();
  const [entry, setEntry] = useState<AuditRow | null>(null);
  const filters: readonly Filter[] = [
    {
      kind: 'choice',
      name: 'action',
      label: msg`Deed`,
      options: Object.entries(DEEDS).map(([value, words]) => ({ value, label: _(words) })),
    },
  ];
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
        filters={filters}
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
