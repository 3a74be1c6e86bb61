import { msg } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from 'wouter';
import { ListPage } from '@/console/list/ListPage';
import type { Column, Filter, FilterInput } from '@/console/list/types';
import { DistributorPicker } from '@/console/parts/DistributorPicker';
import { DistributorListDocument } from '@/generated/graphql';
import type { DistributorListQuery, DistributorSort } from '@/generated/graphql';
import { ViewSwitch } from './ViewSwitch';
import './distributors.css';

type Row = DistributorListQuery['distributors']['nodes'][number];

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'code',
    title: msg`Code`,
    cell: (row) => <code>{row.code}</code>,
    text: (row) => row.code,
  },
  {
    key: 'name',
    title: msg`Company`,
    cell: (row) => <Link href={`/distributors/${row.id}`}>{row.name}</Link>,
    text: (row) => row.name,
  },
  {
    key: 'grade',
    title: msg`Grade`,
    cell: (row) => row.grade?.name,
    text: (row) => row.grade?.name,
  },
  {
    key: 'level',
    title: msg`Tree level`,
    align: 'right',
    cell: (row) => row.level,
    text: (row) => row.level,
  },
  {
    key: 'parent',
    title: msg`Upline`,
    cell: (row) =>
      row.parent ? (
        <Link href={`/distributors/${row.parent.id}`}>{row.parent.name}</Link>
      ) : (
        <Trans>The brand</Trans>
      ),
    text: (row) => row.parent?.name,
  },
  { key: 'phone', title: msg`Phone`, cell: (row) => row.phone, text: (row) => row.phone },
  {
    key: 'email',
    title: msg`E-mail`,
    cell: (row) => row.email,
    text: (row) => row.email,
    isOptional: true,
  },
];

/** The API takes one distributor whose branch is meant: the one chosen last. */
function BranchPicker({ label, values, onChange }: FilterInput) {
  return (
    <DistributorPicker
      label={label}
      values={values}
      onChange={(next) => {
        onChange(next.slice(-1));
      }}
    />
  );
}

const FILTERS: readonly Filter[] = [
  { kind: 'text', name: 'search', label: msg`Name or code` },
  { kind: 'own', name: 'below', label: msg`Everybody below`, input: BranchPicker },
  {
    kind: 'choice',
    name: 'level',
    label: msg`Tree level`,
    isSingle: true,
    options: [1, 2, 3, 4, 5, 6].map((level) => ({ value: String(level), label: String(level) })),
  },
];

export function DistributorList() {
  return (
    <ListPage
      name="distributors"
      title={<Trans>Distributors</Trans>}
      actions={<ViewSwitch view="table" />}
      document={DistributorListDocument}
      variables={(state) => {
        const level = state.value('level');
        return {
          sort: (state.sort ?? 'CODE') as DistributorSort,
          filter: {
            search: state.value('search') ?? null,
            below: state.value('below') ?? null,
            level: level ? Number(level) : null,
          },
        };
      }}
      connection={(answer) => answer.distributors}
      columns={COLUMNS}
      filters={FILTERS}
      rowHref={(row) => `/distributors/${row.id}`}
      empty={{ title: <Trans>There are no distributors yet.</Trans> }}
    />
  );
}
