import type { ReactNode } from 'react';
import { Panel } from './Panel';
import { PlainTable } from './PlainTable';
import type { PlainTableProps } from './PlainTable';

interface Props<Row> extends PlainTableProps<Row> {
  title: ReactNode;
  actions?: ReactNode;
  /** Below the table. */
  children?: ReactNode;
}

/** A part of a screen that is one table. */
export function TablePanel<Row extends object>({ title, actions, children, ...table }: Props<Row>) {
  return (
    <Panel isFlush title={title} actions={actions}>
      <PlainTable<Row> {...table} />
      {children}
    </Panel>
  );
}
