/** One offer's step in the trace of an order, as far as the page shows it. */
export interface OfferStep {
  code: string;
  version: number;
  /** What it does, as a code. */
  kind: string;
  outcome: string;
  reason: string | null;
  before: string;
  after: string;
  /** What it took off. */
  amount: string;
  short: string;
  gifts: string[];
  /** The code it used up; empty for none. */
  coupon: string;
  /** What it took off which line. */
  shares: { position: number; amount: string }[];
}

type Json = Record<string, unknown>;

function record(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(record) : [];
}

/** Read the steps of a stored trace; what a later version adds is left out. */
export function stepsOf(document: unknown): OfferStep[] {
  return readSteps(record(document).steps);
}

/** Read steps of a trace by themselves, such as those that were applied. */
export function readSteps(steps: unknown): OfferStep[] {
  return list(steps).map((step) => ({
    code: text(step.offer_code),
    version: Number(text(step.version)),
    kind: text(step.kind),
    outcome: text(step.outcome),
    reason: text(step.reason) || null,
    before: text(step.before),
    after: text(step.after),
    amount: text(step.amount),
    short: text(record(step.figures).short),
    coupon: text(step.coupon),
    shares: list(step.allocations).map((share) => ({
      position: Number(text(share.position)),
      amount: text(share.amount),
    })),
    gifts: list(step.gifts).map((gift) => `${text(gift.sku)} × ${text(gift.quantity)}`),
  }));
}

/** A gift of an order, as it stands today. */
export interface OrderGift {
  offer: string;
  /** Goods and how many. */
  goods: string;
  /** Whether it is taken when the order is paid, not when it is confirmed. */
  onPayment: boolean;
  isTaken: boolean;
}

/** Read what an order is given beside its goods. */
export function readGifts(gifts: unknown): OrderGift[] {
  return list(gifts).map((gift) => ({
    offer: text(gift.offer_code),
    goods: `${text(gift.sku)} × ${text(gift.quantity)}`,
    onPayment: gift.on_payment === true,
    isTaken: gift.is_taken === true,
  }));
}
