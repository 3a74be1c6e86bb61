import { Trans, useLingui } from '@lingui/react/macro';
import { Table } from 'antd';
import { Scroll } from '@/console/parts/Scroll';
import type { Preview } from './PreviewFile';
import { FIELDS } from './words';

/** What a file says is in nobody's language. */
const said = (value: string | undefined) => <code>{value}</code>;

/** The first rows of a file under the names of our fields, so that a wrong column is seen. */
export function SampleTable({ rows }: { rows: Preview['sample'] }) {
  const { i18n, t } = useLingui();
  const used = new Set(rows.flatMap((row) => row.fields.map(({ field }) => field)));
  const shown = Object.entries(FIELDS).filter(([field]) => used.has(field));
  const records = rows.map((row) => ({
    row: row.rowNumber,
    ...Object.fromEntries(row.fields.map(({ field, value }) => [field, value])),
  }));
  return (
    <Scroll label={t`The first rows, as they are read`}>
      <Table
        size="small"
        rowKey="row"
        pagination={false}
        dataSource={records}
        columns={[
          { key: 'row', dataIndex: 'row', title: <Trans>Row</Trans>, align: 'right' as const },
          ...shown.map(([field, words]) => ({
            key: field,
            dataIndex: field,
            title: i18n._(words),
            render: said,
          })),
        ]}
      />
    </Scroll>
  );
}
