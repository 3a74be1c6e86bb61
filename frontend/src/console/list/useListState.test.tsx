import { act, renderHook } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { useListState } from './useListState';

beforeEach(() => {
  window.history.replaceState(null, '', '/orders?state=OPEN&after=c1');
});

test('the page is read from the address', () => {
  const { result } = renderHook(useListState);

  expect(result.current.values('state')).toEqual(['OPEN']);
  expect(result.current.page).toEqual({ first: 20, after: 'c1' });
});

test('another filter begins at the first page again', () => {
  const { result } = renderHook(useListState);

  act(() => {
    result.current.setFilter('state', ['PAID', 'OPEN']);
  });

  expect(window.location.search).toBe('?state=PAID&state=OPEN');
});

test('going back asks for the rows ahead of the first one', () => {
  const { result } = renderHook(useListState);

  act(() => {
    result.current.previous('c9');
  });

  expect(result.current.page).toEqual({ last: 20, before: 'c9' });
});

test('a saved view restores everything but the page', () => {
  const { result } = renderHook(useListState);
  const view = result.current.query;

  act(() => {
    result.current.clear();
  });
  act(() => {
    result.current.restore(view);
  });

  expect(window.location.search).toBe('?state=OPEN');
});
