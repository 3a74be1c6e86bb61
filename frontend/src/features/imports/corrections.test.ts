import { describe, expect, it } from 'vitest';
import { correctionsOf, fieldsOf, saidOf } from './corrections';

describe('correctionsOf', () => {
  it('sends only what differs from the file', () => {
    const said = { sku: 'QL-1', quantity: '2' };
    expect(correctionsOf(said, { sku: 'QL-2', quantity: '2', discount: '' })).toEqual([
      { field: 'sku', value: 'QL-2' },
    ]);
  });

  it('sends an empty text to empty a field', () => {
    expect(correctionsOf({ unit_price: '9' }, { unit_price: ' ' })).toEqual([
      { field: 'unit_price', value: '' },
    ]);
  });
});

describe('fieldsOf', () => {
  it('puts the faulty field first and keeps the others at hand', () => {
    const { first, others } = fieldsOf('sku', { sku: 'X' });
    expect(first).toEqual(['sku']);
    expect(others).toContain('quantity');
    expect(others).not.toContain('sku');
  });

  it('shows all that was read when no single field is at fault', () => {
    expect(fieldsOf('order', { sku: 'X', quantity: '1' }).first).toEqual(['sku', 'quantity']);
  });
});

describe('saidOf', () => {
  it('takes texts only', () => {
    expect(saidOf({ sku: 'X', n: 1 })).toEqual({ sku: 'X' });
    expect(saidOf(null)).toEqual({});
  });
});
