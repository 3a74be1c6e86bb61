import { act, renderHook } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useIdempotencyKey } from './idempotency';

test('the key stays while the same thing is tried again', () => {
  const { result, rerender } = renderHook(useIdempotencyKey);
  const [key] = result.current;

  rerender();

  expect(result.current[0]).toBe(key);
});

test('another wish has another key', () => {
  const { result } = renderHook(useIdempotencyKey);
  const [key, renew] = result.current;

  act(renew);

  expect(result.current[0]).not.toBe(key);
});
