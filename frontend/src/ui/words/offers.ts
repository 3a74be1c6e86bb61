import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import type { OfferKind } from '@/generated/graphql';

/** What each kind of offer does, as people say it. */
export const OFFER_KINDS: Readonly<Record<OfferKind, MessageDescriptor>> = {
  SPEND_SAVE: msg`Spend so much, save so much`,
  PERCENTAGE: msg`A percentage of the price`,
  NTH_UNIT: msg`Every Nth unit at a lower price`,
  BUY_GET: msg`Buy some, get some free`,
  FIRST_GIFTS: msg`A gift for the first ones`,
  CROSS_STORE: msg`Spend in several stores, save so much`,
  MANUAL: msg`A discount by hand`,
};

/** Why an offer did nothing for an order. */
export const OFFER_REASONS: Readonly<Record<string, MessageDescriptor>> = {
  not_in_force: msg`It is not in force on that day`,
  other_currency: msg`It is in another currency`,
  other_grade: msg`It is for other grades`,
  no_such_goods: msg`It is for other goods or channels`,
  coupon_missing: msg`It waits for a coupon`,
  coupon_used_up: msg`The coupon is used up`,
  nothing_left: msg`Nothing is left to take off`,
  threshold_not_met: msg`Too little is spent`,
  too_few_units: msg`There are too few units`,
  too_few_stores: msg`There are too few stores`,
  gifts_gone: msg`The gifts are gone`,
  gift_taken: msg`The buyer had the gift already`,
  not_paid: msg`It waits for the payment`,
  not_asked: msg`Nobody asked for it`,
  reason_missing: msg`It was asked for without a reason`,
  limit_exceeded: msg`It is more than the role may give`,
  outdone: msg`Another offer of its group saves more`,
};
