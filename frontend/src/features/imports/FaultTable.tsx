import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import type { Column } from '@/console/list/types';
import { PlainTable } from '@/console/parts/PlainTable';
import type { Preview } from './PreviewFile';
import { FieldName, ReasonText } from './words';

type Fault = Preview['faults'][number];

const COLUMNS: readonly Column<Fault>[] = [
  { key: 'row', title: msg`Row`, align: 'right', width: 80, cell: (fault) => fault.rowNumber },
  { key: 'field', title: msg`Field`, cell: (fault) => <FieldName field={fault.field} /> },
  {
    key: 'reason',
    title: msg`Reason`,
    cell: (fault) => <ReasonText code={fault.code} message={fault.message} />,
  },
];

/** Which rows of a file are faulty, and why. */
export function FaultTable({ faults }: { faults: readonly Fault[] }) {
  const { t } = useLingui();
  return (
    <PlainTable
      label={t`Faults`}
      rows={faults}
      columns={COLUMNS}
      rowKey={(fault) => `${String(fault.rowNumber)} ${fault.field} ${fault.code}`}
      empty={<Trans>There are no faults.</Trans>}
    />
  );
}
