import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';

export type Tone = 'neutral' | 'good' | 'bad' | 'warn' | 'busy';
type Words = Record<string, [tone: Tone, words: MessageDescriptor]>;

/** How every state of the API reads and how urgent it looks; one word per state, everywhere. */
export const STATES = {
  order: {
    PENDING: ['warn', msg`Pending`],
    CONFIRMED: ['good', msg`Confirmed`],
    CANCELLED: ['neutral', msg`Cancelled`],
  },
  orderKind: {
    WHOLESALE: ['neutral', msg`Wholesale`],
    DROPSHIP: ['neutral', msg`Dropship`],
    CONSUMER: ['neutral', msg`Consumer`],
  },
  shipment: {
    ANNOUNCED: ['neutral', msg`Announced`],
    SHIPPED: ['busy', msg`Under way`],
    DELIVERED: ['good', msg`Delivered`],
    RETURNED: ['bad', msg`Came back`],
    CANCELLED: ['neutral', msg`Cancelled`],
  },
  logistics: {
    WAITING: ['neutral', msg`Not sent yet`],
    SHIPPED_IN_PART: ['warn', msg`Sent in part`],
    SHIPPED: ['busy', msg`All sent`],
    DELIVERED: ['good', msg`Delivered`],
  },
  discount: {
    WAITING: ['warn', msg`Waits for approval`],
    APPROVED: ['good', msg`Approved`],
    REFUSED: ['neutral', msg`Refused`],
  },
  statement: {
    ISSUED: ['warn', msg`To confirm`],
    CONFIRMED: ['good', msg`Confirmed`],
    DISPUTED: ['bad', msg`Disputed`],
    SUPERSEDED: ['neutral', msg`Superseded`],
  },
  dispute: {
    OPEN: ['warn', msg`Not answered`],
    ACCEPTED: ['good', msg`Agreed`],
    DECLINED: ['bad', msg`Declined`],
    WITHDRAWN: ['neutral', msg`Withdrawn`],
  },
  letter: {
    WAITING: ['busy', msg`Not handed over yet`],
    SENT: ['good', msg`Handed over`],
    REFUSED: ['bad', msg`Address refused`],
    LAPSED: ['neutral', msg`Not worth sending any more`],
  },
  rebateClaim: {
    OPEN: ['warn', msg`Being decided`],
    RETURNED: ['bad', msg`Given back`],
    APPROVED: ['good', msg`Approved`],
    WITHDRAWN: ['neutral', msg`Withdrawn`],
  },
  receivable: {
    OPEN: ['neutral', msg`Open`],
    OVERDUE: ['bad', msg`Overdue`],
    SETTLED: ['good', msg`Paid`],
  },
  receipt: {
    PENDING: ['busy', msg`On its way`],
    RECEIVED: ['good', msg`Received`],
    FAILED: ['bad', msg`Failed`],
  },
  refund: {
    REQUESTED: ['busy', msg`Asked for`],
    SENDING: ['busy', msg`Being sent`],
    UNKNOWN: ['warn', msg`Being looked up`],
    PENDING: ['busy', msg`On its way`],
    REFUNDED: ['good', msg`Paid back`],
    FAILED: ['bad', msg`Failed`],
  },
  paymentLink: {
    OPEN: ['busy', msg`To be paid`],
    PAID: ['good', msg`Paid`],
    CANCELLED: ['neutral', msg`Cancelled`],
    EXPIRED: ['neutral', msg`Expired`],
  },
  payout: {
    READY: ['neutral', msg`Ready`],
    SENDING: ['busy', msg`Being sent`],
    UNKNOWN: ['warn', msg`Being looked up`],
    PAID: ['good', msg({ message: 'Paid', context: 'payout' })],
    FAILED: ['bad', msg`Failed`],
    CANCELLED: ['neutral', msg`Cancelled`],
    RETURNED: ['bad', msg`Came back`],
  },
  payoutBatch: {
    DRAFT: ['neutral', msg`Draft`],
    SUBMITTED: ['warn', msg`Waits for release`],
    RELEASED: ['busy', msg`Being paid`],
    COMPLETED: ['good', msg`Completed`],
    CANCELLED: ['neutral', msg`Cancelled`],
  },
  payeeAccount: {
    ACTIVE: ['good', msg`Active`],
    ON_HOLD: ['warn', msg`On hold`],
  },
  importRun: {
    RUNNING: ['busy', msg`Running`],
    DONE: ['good', msg`Done`],
    FAILED: ['bad', msg`Failed`],
  },
  quarantinedRow: {
    OPEN: ['warn', msg`To correct`],
    REPLAYED: ['good', msg`Loaded`],
    DISMISSED: ['neutral', msg`Dismissed`],
  },
  settlementRun: {
    OPEN: ['busy', msg({ message: 'Open', context: 'settlement run' })],
    CLOSED: ['good', msg`Closed`],
  },
  task: {
    QUEUED: ['neutral', msg`Waiting`],
    RUNNING: ['busy', msg`Running`],
    DONE: ['good', msg`Done`],
    FAILED: ['bad', msg`Failed`],
  },
  webhook: {
    WAITING: ['warn', msg`Will be tried`],
    SENDING: ['busy', msg`Being sent`],
    DELIVERED: ['good', msg`Delivered`],
    FAILED: ['bad', msg`Failed`],
  },
} satisfies Record<string, Words>;

export type StateKind = keyof typeof STATES;

export function wordsOf(kind: StateKind, state: string): [Tone, MessageDescriptor | null] {
  return (STATES[kind] as Words)[state] ?? ['neutral', null];
}
