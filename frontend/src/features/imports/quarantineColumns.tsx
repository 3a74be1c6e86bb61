import { msg } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from 'antd';
import { Link } from 'wouter';
import type { Column } from '@/console/list/types';
import type { QuarantineFieldsFragment } from '@/generated/graphql';
import { StateTag } from '@/ui/StateTag';
import { FieldName, ReasonText } from './words';

type Row = QuarantineFieldsFragment;

interface Options {
  /** Whether the file is said, too: it is where rows of several files stand together. */
  hasFile: boolean;
  onFix: (row: Row) => void;
}

export function quarantineColumns({ hasFile, onFix }: Options): readonly Column<Row>[] {
  const columns: Column<Row>[] = [
    {
      key: 'row',
      title: msg`Row`,
      align: 'right',
      width: 70,
      cell: (row) => row.rowNumber,
      text: (row) => row.rowNumber,
    },
    {
      key: 'order',
      title: msg`Order`,
      cell: (row) => row.externalId ?? '–',
      text: (row) => row.externalId,
    },
    {
      key: 'field',
      title: msg`Field`,
      cell: (row) => <FieldName field={row.field} />,
      text: (row) => row.field,
    },
    {
      key: 'reason',
      title: msg`Reason`,
      cell: (row) => (
        <div className="quarantine-message">
          <ReasonText code={row.reason} message={row.message} />
        </div>
      ),
      text: (row) => row.message,
    },
    {
      key: 'state',
      title: msg`State`,
      cell: (row) => <StateTag kind="quarantinedRow" state={row.state} />,
      text: (row) => row.state,
    },
    {
      key: 'fix',
      title: msg`What to do`,
      cell: (row) => (
        <Button
          size="small"
          onClick={() => {
            onFix(row);
          }}
        >
          {row.state === 'OPEN' ? <Trans>Correct</Trans> : <Trans>Look at it</Trans>}
        </Button>
      ),
    },
  ];
  if (hasFile) {
    columns.splice(
      1,
      0,
      {
        key: 'file',
        title: msg`File`,
        cell: (row) => row.run && <Link href={`/imports/${row.run.id}`}>{row.run.fileName}</Link>,
        text: (row) => row.run?.fileName,
      },
      {
        key: 'channel',
        title: msg`Channel`,
        cell: (row) => row.channel?.name,
        text: (row) => row.channel?.name,
        isOptional: true,
      },
    );
  }
  return columns;
}
