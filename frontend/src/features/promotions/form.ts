import type { OfferKind } from '@/generated/graphql';
import { AFTER_RETURN, COUNTED } from './choices';
import type { AfterReturn, Counted } from './choices';

/** What the editor asks for; all of it text, as people type it. */
export interface OfferForm {
  code: string;
  name: string;
  kind: EditableKind;
  currency: string;
  validFrom: string;
  validUntil: string;
  threshold: string;
  saving: string;
  pays: string;
  nth: string;
  buy: string;
  get: string;
  limit: string;
  repeat: boolean;
  /** What uses up a gift of the first ones. */
  counted: Counted;
  together: boolean;
  giftSku: string;
  giftQuantity: string;
  rank: string;
  group: string;
  cap: string;
  needsCoupon: boolean;
  /** What becomes of the discount of what stays when a part comes back. */
  afterReturn: AfterReturn;
  /** What each role may take off by hand, in percent; nothing if empty. */
  bySalesperson: string;
  bySalesManager: string;
  byFinanceDirector: string;
  byOwner: string;
  /** And as an amount of the offer's currency: the lower of the two counts; no bound if empty. */
  mostBySalesperson: string;
  mostBySalesManager: string;
  mostByFinanceDirector: string;
  mostByOwner: string;
  skus: string;
  productGroups: string;
  stores: string;
  grades: string;
}

/** Kinds that an order can have; the others wait for what orders do not know yet. */
export type EditableKind = Exclude<OfferKind, 'CROSS_STORE'>;

export const EDITABLE: readonly EditableKind[] = [
  'SPEND_SAVE',
  'PERCENTAGE',
  'NTH_UNIT',
  'BUY_GET',
  'FIRST_GIFTS',
  'MANUAL',
];

/** Who may take something off by hand, and where the editor asks for how much. */
export const LIMITS = [
  ['salesperson', 'bySalesperson', 'mostBySalesperson'],
  ['sales_manager', 'bySalesManager', 'mostBySalesManager'],
  ['finance_director', 'byFinanceDirector', 'mostByFinanceDirector'],
  ['owner', 'byOwner', 'mostByOwner'],
] as const;

export const EMPTY: OfferForm = {
  code: '',
  name: '',
  kind: 'SPEND_SAVE',
  currency: 'CNY',
  validFrom: '',
  validUntil: '',
  threshold: '300.00',
  saving: '40.00',
  pays: '88',
  nth: '2',
  buy: '2',
  get: '1',
  limit: '100',
  repeat: false,
  counted: 'orders',
  together: false,
  giftSku: '',
  giftQuantity: '1',
  rank: '10',
  group: '',
  cap: '',
  needsCoupon: false,
  afterReturn: 'keep',
  bySalesperson: '5',
  bySalesManager: '15',
  byFinanceDirector: '30',
  byOwner: '100',
  mostBySalesperson: '',
  mostBySalesManager: '',
  mostByFinanceDirector: '',
  mostByOwner: '',
  skus: '',
  productGroups: '',
  stores: '',
  grades: '',
};

type Json = Record<string, unknown>;

function listed(text: string): string[] {
  return [...new Set(text.split(/[\s,，、]+/).filter((each) => each !== ''))];
}

/** A whole number as a number; anything else as it was typed, so that the server says what is wrong. */
function whole(text: string): number | string {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : text;
}

function giftOf(form: OfferForm): Json | null {
  if (form.giftSku.trim() === '') return null;
  return { sku: form.giftSku.trim(), quantity: whole(form.giftQuantity), worth: '0' };
}

function termsOf(form: OfferForm): Json {
  const { repeat } = form;
  const pooling = form.together ? 'all' : 'sku';
  switch (form.kind) {
    case 'SPEND_SAVE':
      return { threshold: form.threshold.trim(), saving: form.saving.trim(), repeat };
    case 'PERCENTAGE':
      return { pays: form.pays.trim() };
    case 'NTH_UNIT':
      return { nth: whole(form.nth), pays: form.pays.trim(), repeat, pooling };
    case 'BUY_GET': {
      const gift = giftOf(form);
      return { buy: whole(form.buy), get: gift ? 0 : whole(form.get), repeat, pooling, gift };
    }
    case 'FIRST_GIFTS':
      return {
        limit: whole(form.limit),
        counted: form.counted,
        threshold: form.threshold.trim() === '' ? null : form.threshold.trim(),
        gift: giftOf(form) ?? { sku: '', quantity: 1, worth: '0' },
      };
    case 'MANUAL':
      return {
        limits: LIMITS.filter(([, rate]) => form[rate].trim() !== '').map(([role, rate, most]) => ({
          role,
          rate_max: form[rate].trim(),
          amount_max: form[most].trim() === '' ? null : form[most].trim(),
        })),
      };
  }
}

/** What the server keeps of the form: `schema/offer.json`. */
export function documentOf(form: OfferForm): string {
  return JSON.stringify({
    kind: form.kind.toLowerCase(),
    currency: form.currency,
    terms: termsOf(form),
    rank: whole(form.rank),
    group: form.group.trim(),
    needs_coupon: form.needsCoupon,
    after_return: form.afterReturn,
    cap: form.cap.trim() === '' ? null : form.cap.trim(),
    scope: {
      skus: listed(form.skus),
      product_groups: listed(form.productGroups),
      stores: listed(form.stores),
      grades: listed(form.grades),
    },
  });
}

interface Kept {
  code: string;
  name: string;
  kind: OfferKind;
  validFrom: string;
  validUntil: string | null;
  document: unknown;
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function words(value: unknown): string {
  return Array.isArray(value) ? value.map(text).join(', ') : '';
}

function record(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

/** The form of something that was saved; what its kind does not ask for is as in an empty one. */
export function formOf(kept: Kept): OfferForm {
  const document = record(kept.document);
  const terms = record(document.terms);
  const gift = record(terms.gift);
  const scope = record(document.scope);
  const limits = (Array.isArray(terms.limits) ? terms.limits : []).map(record);
  const limitOf = (role: string, usual: string): string =>
    kept.kind === 'MANUAL' ? text(limits.find((each) => each.role === role)?.rate_max) : usual;
  const mostOf = (role: string): string =>
    text(limits.find((each) => each.role === role)?.amount_max);
  const or = (value: unknown, usual: string): string => text(value) || usual;
  return {
    code: kept.code,
    name: kept.name,
    kind: EDITABLE.find((kind) => kind === kept.kind) ?? 'SPEND_SAVE',
    currency: or(document.currency, EMPTY.currency),
    validFrom: kept.validFrom,
    validUntil: kept.validUntil ?? '',
    threshold: kept.kind === 'FIRST_GIFTS' ? text(terms.threshold) : or(terms.threshold, '300.00'),
    saving: or(terms.saving, EMPTY.saving),
    pays: or(terms.pays, EMPTY.pays),
    nth: or(terms.nth, EMPTY.nth),
    buy: or(terms.buy, EMPTY.buy),
    get: or(terms.get, EMPTY.get),
    limit: or(terms.limit, EMPTY.limit),
    repeat: terms.repeat === true,
    counted: COUNTED.find((each) => each === terms.counted) ?? 'orders',
    together: terms.pooling === 'all',
    giftSku: text(gift.sku),
    giftQuantity: or(gift.quantity, EMPTY.giftQuantity),
    rank: or(document.rank, EMPTY.rank),
    group: text(document.group),
    cap: text(document.cap),
    needsCoupon: document.needs_coupon === true,
    bySalesperson: limitOf('salesperson', EMPTY.bySalesperson),
    bySalesManager: limitOf('sales_manager', EMPTY.bySalesManager),
    byFinanceDirector: limitOf('finance_director', EMPTY.byFinanceDirector),
    byOwner: limitOf('owner', EMPTY.byOwner),
    mostBySalesperson: mostOf('salesperson'),
    mostBySalesManager: mostOf('sales_manager'),
    mostByFinanceDirector: mostOf('finance_director'),
    mostByOwner: mostOf('owner'),
    afterReturn: AFTER_RETURN.find((each) => each === document.after_return) ?? 'keep',
    skus: words(scope.skus),
    productGroups: words(scope.product_groups),
    stores: words(scope.stores),
    grades: words(scope.grades),
  };
}
