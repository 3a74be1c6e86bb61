import { FINANCE } from './roles';

/**
 * Which parts of the graph a person may ask for.
 *
 * The server decides; this only keeps a screen from asking for what it would refuse.
 */
export interface Grants {
  money: boolean;
  finance: boolean;
  banking: boolean;
}

const OF_DISTRIBUTORS = ['distributor_owner', 'distributor_finance'];
const BANKING = ['owner', 'finance_director', 'payout_operator', ...OF_DISTRIBUTORS];

export function grantsOf(roles: readonly string[]): Grants {
  const one = (wanted: readonly string[]): boolean => roles.some((role) => wanted.includes(role));
  return {
    money: one([...FINANCE, ...OF_DISTRIBUTORS]),
    finance: one(FINANCE),
    banking: one(BANKING),
  };
}
