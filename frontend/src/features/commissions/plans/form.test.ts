import { describe, expect, it } from 'vitest';
import { faultsOf } from './faults';
import { EMPTY_PLAN, documentOf, formOf, newTerm } from './form';
import type { PlanForm } from './form';

const TERM = {
  ...newTerm(1),
  bands: [
    { from: '0', percent: '0', amount: '' },
    { from: '10000.00', percent: '1', amount: '' },
    { from: '30000.00', percent: '1.5', amount: '500.00' },
  ],
  cap: '9000.00',
  where: 'quantity >= 2 && seller == "GA01"',
  examples: [
    { line: 'quantity=2, seller=GA01', expected: 'yes' as const },
    { line: 'quantity=1, seller=GA01', expected: 'no' as const },
  ],
};
const PLAN: PlanForm = {
  ...EMPTY_PLAN,
  code: 'CORE',
  name: '佣金',
  validFrom: '2026-12-01',
  terms: [TERM],
  rest: { hold_days: 7 },
};

describe('the form of a plan', () => {
  it('writes bands that meet, the last one open', () => {
    const { terms } = documentOf(PLAN) as { terms: { bands: unknown[] }[] };
    expect(terms[0]?.bands).toEqual([
      { percent: '0', until: '10000.00' },
      { percent: '1', from: '10000.00', until: '30000.00' },
      { percent: '1.5', from: '30000.00', amount: '500.00' },
    ]);
  });

  it('reads what it wrote, and keeps what it does not ask for', () => {
    const kept = { ...PLAN, validUntil: null, document: documentOf(PLAN) };
    expect(documentOf(formOf(kept))).toEqual(documentOf(PLAN));
    expect(documentOf(formOf(kept)).hold_days).toBe(7);
  });

  it('writes a special rule with its examples, numbers as numbers', () => {
    const { terms } = documentOf(PLAN) as { terms: { where: string; examples: unknown[] }[] };
    expect(terms[0]?.examples[0]).toEqual({
      line: { quantity: 2, seller: 'GA01' },
      expected: true,
    });
    const plain = { ...PLAN, terms: [newTerm(1)] };
    expect(JSON.stringify(documentOf(plain))).not.toContain('where');
  });

  it('has one band where it is flat, and no amounts where it is a commission', () => {
    const flat = { ...TERM, tiers: 'flat' as const, kind: 'commission' as const };
    const { terms } = documentOf({ ...PLAN, terms: [flat] }) as { terms: { bands: unknown[] }[] };
    expect(terms[0]?.bands).toEqual([{ percent: '0' }]);
  });

  it('says where something is wrong, to the last decimal', () => {
    expect([...faultsOf(PLAN)]).toEqual([]);
    const bands = TERM.bands.map((band, place) =>
      place === 2 ? { ...band, from: '10000.0000', percent: '101' } : band,
    );
    const faults = faultsOf({
      ...PLAN,
      modes: [],
      validUntil: '2026-12-01',
      rates: [...PLAN.rates, ...PLAN.rates],
      terms: [{ ...TERM, bands, cap: 'much' }],
    });
    expect(Object.fromEntries(faults)).toEqual({
      modes: 'nothing',
      validUntil: 'notAfter',
      'rates.1.step': 'twice',
      'terms.0.cap': 'notAmount',
      'terms.0.bands.2.from': 'notAbove',
      'terms.0.bands.2.percent': 'notPercent',
    });
  });
});
