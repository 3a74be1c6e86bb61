/** Policies of a return, as a document calls them. */
export type AfterReturn = 'keep' | 'recompute' | 'charge_back';

export const AFTER_RETURN: readonly AfterReturn[] = ['keep', 'recompute', 'charge_back'];

/** What uses up a gift, as a document calls it. */
export type Counted = 'orders' | 'paid_orders' | 'buyers';

export const COUNTED: readonly Counted[] = ['orders', 'paid_orders', 'buyers'];
