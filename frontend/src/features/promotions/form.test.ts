import { describe, expect, it } from 'vitest';
import { COUNTED } from './choices';
import { EDITABLE, EMPTY, documentOf, formOf } from './form';

const KEPT = { code: 'SPRING', name: '春茶', validFrom: '2026-03-01', validUntil: null };

describe('the form of an offer', () => {
  it('is what the document says, for every kind', () => {
    for (const kind of EDITABLE) {
      const form = {
        ...EMPTY,
        kind,
        code: KEPT.code,
        name: KEPT.name,
        validFrom: KEPT.validFrom,
        giftSku: kind === 'FIRST_GIFTS' ? 'CUP' : '',
        skus: 'TEA, POT',
        cap: '50.00',
        afterReturn: kind === 'SPEND_SAVE' ? ('charge_back' as const) : ('recompute' as const),
        mostBySalesManager: kind === 'MANUAL' ? '200.00' : '',
      };
      const document: unknown = JSON.parse(documentOf(form));
      expect(documentOf(formOf({ ...KEPT, kind, document }))).toBe(documentOf(form));
    }
  });

  it('keeps what a version said of amounts by hand', () => {
    const document = {
      currency: 'CNY',
      terms: {
        limits: [
          { role: 'salesperson', rate_max: '5', amount_max: '50.00' },
          { role: 'owner', rate_max: '100', amount_max: null },
        ],
      },
    };
    const form = formOf({ ...KEPT, kind: 'MANUAL', document });
    const next = JSON.parse(documentOf(form)) as typeof document;
    expect(next.terms.limits).toEqual(document.terms.limits);
  });

  it('keeps what uses up a gift', () => {
    for (const counted of COUNTED) {
      const form = { ...EMPTY, kind: 'FIRST_GIFTS' as const, giftSku: 'CUP', counted };
      const document: unknown = JSON.parse(documentOf(form));
      expect(document).toMatchObject({ terms: { counted } });
      expect(formOf({ ...KEPT, kind: 'FIRST_GIFTS', document }).counted).toBe(counted);
    }
  });

  it('leaves what is no number to the server to refuse', () => {
    const document = JSON.parse(documentOf({ ...EMPTY, rank: 'first' })) as { rank: unknown };
    expect(document.rank).toBe('first');
  });

  it('reads lists however they are divided, each word once', () => {
    const document = JSON.parse(documentOf({ ...EMPTY, skus: 'A，B、 C\nA' })) as {
      scope: { skus: string[] };
    };
    expect(document.scope.skus).toEqual(['A', 'B', 'C']);
  });
});
