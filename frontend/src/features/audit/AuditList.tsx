import { msg } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useLingui } from '@lingui/react';
import { useState } from 'react';
import { useHasRole } from '@/app/SessionContext';
import { ListPage } from '@/console/list/ListPage';
import { PersonPicker } from '@/console/parts/PersonPicker';
import { daysOf } from '@/console/list/days';
import type { Column, Filter } from '@/console/list/types';
import type { ListState } from '@/console/list/useListState';
import { AuditListDocument } from '@/generated/graphql';
import type { AuditFilter, AuditListQuery } from '@/generated/graphql';
import { Instant } from '@/ui/Dates';
import { Reason } from '@/ui/words/Reason';
import { AuditDetail } from './AuditDetail';
import { Named } from './Named';
import { Subject } from './Subject';
import { DEEDS, SUBJECTS } from './words';

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
    key: 'as',
    title: msg`Looking as`,
    cell: (row) => row.onBehalfOf?.name,
    text: (row) => row.onBehalfOf?.name,
    isOptional: true,
    isExported: true,
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
  {
    key: 'reason',
    title: msg`Why`,
    cell: (row) => <Reason reason={row.reason} />,
    text: (row) => row.reason,
  },
  {
    key: 'origin',
    title: msg`From where`,
    cell: (row) => <code>{row.origin}</code>,
    text: (row) => row.origin,
    isOptional: true,
  },
  {
    key: 'address',
    title: msg`Network address`,
    cell: (row) => row.address,
    text: (row) => row.address,
    isOptional: true,
  },
];

const PEOPLE: readonly Filter[] = [
  { kind: 'own', name: 'user', label: msg`Who`, input: PersonPicker },
  { kind: 'own', name: 'as', label: msg`Looking as`, input: PersonPicker },
];

function filterOf(state: ListState): AuditFilter {
  const [actions, subjects] = [state.values('action'), state.values('subject')];
  const [doneFrom, doneUntil] = daysOf(state, 'done');
  return {
    actions: actions.length > 0 ? [...actions] : null,
    subjects: subjects.length > 0 ? [...subjects] : null,
    user: state.value('user') ?? null,
    lookingAs: state.value('as') ?? null,
    doneFrom: doneFrom ?? null,
    doneUntil: doneUntil ?? null,
  };
}

/** Who did what; the example every other list of the console is written after. */
export function AuditList() {
  const { _ } = useLingui();
  const oversees = useHasRole('owner', 'auditor');
  const [entry, setEntry] = useState<AuditRow | null>(null);
  const filters: readonly Filter[] = [
    {
      kind: 'choice',
      name: 'action',
      label: msg`Deed`,
      options: Object.entries(DEEDS).map(([value, words]) => ({ value, label: _(words) })),
    },
    {
      kind: 'choice',
      name: 'subject',
      label: msg`Of what`,
      options: Object.entries(SUBJECTS).map(([value, words]) => ({ value, label: _(words) })),
    },
    ...(oversees ? PEOPLE : []),
    { kind: 'days', name: 'done', label: msg`When` },
  ];
  return (
    <>
      <ListPage
        name="audit"
        title={<Trans>Audit</Trans>}
        document={AuditListDocument}
        variables={(state) => ({
          sort: 'NEWEST' as const,
          filter: filterOf(state),
          oversees,
        })}
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
        oversees={oversees}
        onClose={() => {
          setEntry(null);
        }}
      />
    </>
  );
}
