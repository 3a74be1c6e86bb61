import type { MessageDescriptor } from '@lingui/core';
import type { ComponentType, ReactNode } from 'react';

export interface Column<Row> {
  key: string;
  title: MessageDescriptor;
  cell: (row: Row) => ReactNode;
  /** The same as text, for the exported file; a column without it is not exported. */
  text?: (row: Row) => string | number | null | undefined;
  align?: 'right';
  width?: number;
  /** The sort this column's heading asks for. */
  sort?: string;
  /** Not shown until somebody chooses it. */
  isOptional?: boolean;
  /** In the exported file even while it is not shown: an amount is nothing without its currency. */
  isExported?: boolean;
}

export type Filter =
  | {
      kind: 'choice';
      name: string;
      label: MessageDescriptor;
      options: readonly { value: string; label: string }[];
      /** One value instead of several. */
      isSingle?: boolean;
    }
  | { kind: 'text'; name: string; label: MessageDescriptor }
  /** Two values in the address: `<name>From` and `<name>Until`, both days included. */
  | { kind: 'days'; name: string; label: MessageDescriptor }
  /** An input of its own, such as one that searches on the server. */
  | { kind: 'own'; name: string; label: MessageDescriptor; input: ComponentType<FilterInput> };

/** What an input of a filter is given. */
export interface FilterInput {
  label: string;
  values: readonly string[];
  onChange: (values: string[]) => void;
}

export interface Connection<Row> {
  nodes: readonly Row[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
  totalCount?: number;
}

/** What every list query takes. */
export interface ListVariables {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  sort?: unknown;
  filter?: unknown;
}
