import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { AfterReturn } from './form';

/** What becomes of a discount when a part of the goods comes back. */
export const AFTER_RETURN_WORDS: Readonly<Record<AfterReturn, MessageDescriptor>> = {
  keep: msg`What stays keeps its discount`,
  recompute: msg`What stays is priced again: less is given back`,
  charge_back: msg`What stays is priced again: the lost discount is charged`,
};
