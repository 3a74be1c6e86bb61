import { expect, it } from 'vitest';
import { sectionsOf } from './sections';
import type { StatementLine } from './sections';

const line = (
  position: number,
  side: StatementLine['side'],
  section: StatementLine['section'],
  amount: string,
): StatementLine => ({
  position,
  side,
  section,
  amount: { amount, currency: 'CNY' },
  isCorrection: false,
  bookedOn: '2026-10-03',
  reference: `R-${String(position)}`,
  detail: null,
  subject: null,
});

it('sums the lines of each section of one side and leaves the other side out', () => {
  const lines = [
    line(1, 'OWED', 'RECEIVABLE', '100.10'),
    line(2, 'OWED', 'RECEIVABLE', '0.20'),
    line(3, 'OWED', 'RECEIPT', '-50.00'),
    line(4, 'EARNED', 'COMMISSION', '7.00'),
  ];
  expect(sectionsOf(lines, 'OWED').map(({ section, total }) => [section, total?.amount])).toEqual([
    ['RECEIVABLE', '100.30'],
    ['RECEIPT', '-50.00'],
  ]);
  expect(sectionsOf(lines, 'EARNED')).toHaveLength(1);
});
