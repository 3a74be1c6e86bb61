import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'wouter';

export const PAGE_SIZE = 20;
const RESERVED = new Set(['sort', 'after', 'before']);

export interface PageArguments {
  first?: number;
  after?: string;
  last?: number;
  before?: string;
}

export interface ListState {
  /** The chosen sort; undefined for the list's own. */
  sort: string | undefined;
  /** Values of a filter; empty when it is not set. */
  values: (filter: string) => readonly string[];
  /** The one value of a filter. */
  value: (filter: string) => string | undefined;
  page: PageArguments;
  isFiltered: boolean;
  setFilter: (filter: string, values: readonly string[]) => void;
  setSort: (sort: string | undefined) => void;
  next: (cursor: string) => void;
  previous: (cursor: string) => void;
  clear: () => void;
  /** The whole state as a query string: what a saved view keeps. */
  query: string;
  restore: (query: string) => void;
}

/**
 * Keep filters, order and page of a list in the address, where reload, Back and a colleague find them.
 *
 * Whatever changes what is listed begins again at the first page.
 */
export function useListState(): ListState {
  const [params, setParams] = useSearchParams();

  const change = useCallback(
    (edit: (params: URLSearchParams) => void, keepsPage = false) => {
      setParams((before) => {
        const next = new URLSearchParams(before);
        if (!keepsPage) {
          next.delete('after');
          next.delete('before');
        }
        edit(next);
        return next;
      });
    },
    [setParams],
  );

  return useMemo(() => {
    const after = params.get('after');
    const before = params.get('before');
    const kept = new URLSearchParams(params);
    kept.delete('after');
    kept.delete('before');
    return {
      sort: params.get('sort') ?? undefined,
      values: (filter) => params.getAll(filter),
      value: (filter) => params.get(filter) ?? undefined,
      page: before
        ? { last: PAGE_SIZE, before }
        : { first: PAGE_SIZE, ...(after ? { after } : {}) },
      isFiltered: [...params.keys()].some((key) => !RESERVED.has(key)),
      setFilter: (filter, values) => {
        change((next) => {
          next.delete(filter);
          for (const value of values) if (value) next.append(filter, value);
        });
      },
      setSort: (sort) => {
        change((next) => {
          if (sort) next.set('sort', sort);
          else next.delete('sort');
        });
      },
      next: (cursor) => {
        change((next) => {
          next.delete('before');
          next.set('after', cursor);
        }, true);
      },
      previous: (cursor) => {
        change((next) => {
          next.delete('after');
          next.set('before', cursor);
        }, true);
      },
      clear: () => {
        setParams(new URLSearchParams());
      },
      query: kept.toString(),
      restore: (query) => {
        setParams(new URLSearchParams(query));
      },
    } satisfies ListState;
  }, [params, change, setParams]);
}
