/** Which roles may do what; the server decides, these only spare people what it would decline. */

/** People of the brand who see its books. */
export const FINANCE = ['owner', 'finance_director', 'accountant', 'payout_operator', 'auditor'];

/** Whoever may close months and give money back. */
export const BOOKKEEPING = ['owner', 'finance_director', 'accountant'];

/** Whoever may say that goods left or arrived. */
export const SHIPPING = ['owner', 'sales_manager', 'salesperson'];

/** Whoever says what offers there are. */
export const PROMOTING = ['owner', 'finance_director', 'sales_manager'];

/** Whoever writes plans of commissions; whoever is the second person for them. */
export const PLANNING = BOOKKEEPING;
export const APPROVING_PLANS = ['owner', 'finance_director'];

/** Whoever may be asked to agree to claims of rebates. */
export const DECIDING = ['owner', 'finance_director', 'accountant', 'sales_manager'];

/** Whoever may bring files in and mend what they left. */
export const IMPORTING = [...BOOKKEEPING, 'sales_manager'];

/** Whoever says who looks after a distributor. */
export const ASSIGNING = ['owner', 'sales_manager'];

/** People of the brand who see all of it; salespeople see the distributors given to them. */
export const WHOLE_BRAND = [...FINANCE, 'sales_manager'];

export const PREPARING_PAYOUTS = ['payout_operator'];

export const RELEASING_PAYOUTS = ['owner', 'finance_director'];

export const STOPPING_PAYOUTS = [...PREPARING_PAYOUTS, ...RELEASING_PAYOUTS];

export const LOOKING_AT_PAYOUTS = [...BOOKKEEPING, ...PREPARING_PAYOUTS];

/** Whoever decides who is let in. */
export const OWNING = ['owner'];

/** Whoever sees who works for the brand itself, and from where deeds came. */
export const OVERSEEING = ['owner', 'auditor'];

/** Whoever sees who works for a distributor; its owner sees those of that one alone. */
export const TEAM = [...OVERSEEING, 'sales_manager', 'distributor_owner'];

const BRAND_ROLES = [
  'owner',
  'finance_director',
  'accountant',
  'payout_operator',
  'sales_manager',
  'salesperson',
  'auditor',
];
const DISTRIBUTOR_ROLES = ['distributor_owner', 'distributor_finance', 'distributor_buyer'];

/** Which roles of a side somebody may give and take. */
export function givableRoles(roles: readonly string[], side: 'brand' | 'distributor'): string[] {
  if (side === 'brand') return roles.includes('owner') ? BRAND_ROLES : [];
  const may = ['owner', 'sales_manager', 'distributor_owner'].some((role) => roles.includes(role));
  return may ? DISTRIBUTOR_ROLES : [];
}
