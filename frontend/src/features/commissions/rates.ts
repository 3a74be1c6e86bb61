import type { RateKind } from '@/generated/graphql';

interface PlanRate {
  kind: RateKind;
  step: number;
  productGroup: string;
  rate: string;
}

export interface RateGrid {
  steps: number[];
  groups: { group: string; rates: ReadonlyMap<number, string> }[];
}

/** Lay the rates of one kind out: a row for each product group, what holds for all others last. */
export function gridOf(rates: readonly PlanRate[], kind: RateKind): RateGrid {
  const own = rates.filter((rate) => rate.kind === kind);
  const steps = [...new Set(own.map((rate) => rate.step))].sort((a, b) => a - b);
  const groups = new Map<string, Map<number, string>>();
  for (const { productGroup, step, rate } of own) {
    const row = groups.get(productGroup) ?? new Map<number, string>();
    groups.set(productGroup, row.set(step, rate));
  }
  const names = [...groups.keys()].sort((a, b) =>
    a === '' ? 1 : b === '' ? -1 : a.localeCompare(b),
  );
  return {
    steps,
    groups: names.map((group) => ({ group, rates: groups.get(group) ?? new Map() })),
  };
}
