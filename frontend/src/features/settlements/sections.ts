import type { StatementLinesQuery, StatementSection, StatementSide } from '@/generated/graphql';
import { totalOf } from '@/lib/money';
import type { MoneyValue } from '@/lib/money';

export type StatementLine = NonNullable<StatementLinesQuery['statement']>['lines']['nodes'][number];

export interface Section {
  section: StatementSection;
  lines: StatementLine[];
  total: MoneyValue | null;
}

/** Put the lines of one balance into its sections, in the order of the statement. */
export function sectionsOf(lines: readonly StatementLine[], side: StatementSide): Section[] {
  const found = new Map<StatementSection, StatementLine[]>();
  for (const line of lines) {
    if (line.side === side) found.set(line.section, [...(found.get(line.section) ?? []), line]);
  }
  return [...found].map(([section, own]) => ({
    section,
    lines: own,
    total: totalOf(own.map((line) => line.amount)),
  }));
}
