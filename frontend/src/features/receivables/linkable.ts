import type { ItemFieldsFragment } from '@/generated/graphql';
import { isZero } from '@/lib/money';

export type Obstacle = 'nothingOpen' | 'mixedDebtors' | 'mixedCreditors' | 'mixedCurrencies';

/** Why items cannot be paid by one link; null when they can. */
export function obstacleOf(items: readonly ItemFieldsFragment[]): Obstacle | null {
  const differ = (of: (item: ItemFieldsFragment) => string | undefined): boolean =>
    new Set(items.map(of)).size > 1;
  if (items.length === 0 || items.some(({ open }) => isZero(open))) return 'nothingOpen';
  if (differ(({ open }) => open.currency)) return 'mixedCurrencies';
  if (differ(({ debtor }) => debtor?.id)) return 'mixedDebtors';
  if (differ(({ creditor }) => creditor?.id)) return 'mixedCreditors';
  return null;
}
