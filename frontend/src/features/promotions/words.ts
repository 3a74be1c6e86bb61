import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { AfterReturn, Counted } from './choices';

/** What becomes of a discount when a part of the goods comes back. */
export const AFTER_RETURN_WORDS: Readonly<Record<AfterReturn, MessageDescriptor>> = {
  keep: msg`What stays keeps its discount`,
  recompute: msg`What stays is priced again: less is given back`,
  charge_back: msg`What stays is priced again: the lost discount is charged`,
};

/** What uses up a gift of the first ones. */
export const COUNTED_WORDS: Readonly<Record<Counted, MessageDescriptor>> = {
  orders: msg`The first orders, when they are confirmed`,
  paid_orders: msg`The first orders that are paid`,
  buyers: msg`The first buyers, each once`,
};
