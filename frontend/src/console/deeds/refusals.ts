import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';

/** Refusals in the reader's language; one that is not here says what the server said. */
export const REFUSALS: Readonly<Record<string, MessageDescriptor>> = {
  PERIOD_NOT_OVER: msg`This month is not over yet. It can be closed after its last day.`,
  PERIOD_OUT_OF_ORDER: msg`Months are closed one after the other. Close the earlier month first.`,
  MONTH_INVALID: msg`This is not a month.`,
  SECOND_PERSON_MISSING: msg`Whoever prepared a batch cannot release it. Ask another person.`,
  APPROVAL_DIFFERS: msg`The batch is not what you were shown. Load it again and check its total.`,
  BALANCE_TOO_LOW: msg`Somebody has less to be paid by now. Cancel this batch and prepare a new one.`,
  NOTHING_PAYABLE: msg`Nobody can be paid just now. The preview says why for each of them.`,
  PAYEE_ON_HOLD: msg`A payee was put on hold meanwhile. Take it off hold, or prepare a new batch.`,
  PAYOUT_STATE_FORBIDS: msg`This is no longer possible: somebody else was faster. Load it again.`,
  NOT_SALESPERSON: msg`This person is no salesperson here any more.`,
  ASSIGNMENT_UNKNOWN: msg`It is not given to this person any more. Load the page again.`,
  BATCH_UNKNOWN: msg`There is no such batch.`,
  AMOUNT_INVALID: msg`This is no amount of this currency.`,
  MORE_SHIPPED_THAN_ORDERED: msg`More would be shipped than was ordered and is left.`,
  NOTHING_LEFT_TO_SHIP: msg`Everything of the order is shipped or announced.`,
  TRACKING_NUMBER_TAKEN: msg`Another parcel of this order has this tracking number.`,
  SHIPMENT_STATE_FORBIDS: msg`The parcel stands elsewhere by now. Load the order again.`,
  SHIPMENT_FAULTY: msg`The shipment cannot be like this.`,
  SHIPMENT_UNKNOWN: msg`There is no such shipment any more. Load the order again.`,
  ORDER_NOT_CONFIRMED: msg`Only a confirmed order can be shipped.`,
  CHANNEL_UNKNOWN: msg`There is no such channel.`,
  UPLOAD_UNKNOWN: msg`The file is no longer there. Upload it again.`,
  FILE_EMPTY: msg`There is no order in the file. Export it again.`,
  FILE_OF_OTHER_KIND: msg`This is not a file that the channel reads. Choose another channel, or save it in another layout.`,
  FILE_UNREADABLE: msg`The file is broken or cut short. Export it again.`,
  FILE_TOO_LARGE: msg`The file is too large for its layout. Export a shorter period.`,
  HEADER_MISSING: msg`A column that every order needs is missing, or is there twice.`,
  QUARANTINED_ROW_UNKNOWN: msg`This row does not wait any more: somebody has corrected it meanwhile.`,
  FIELD_UNKNOWN: msg`There is no such field.`,
  NOTHING_OPEN: msg`There is nothing left to pay of it.`,
  LINK_ITEMS_MIXED: msg`One link is for one debtor, one creditor and one currency.`,
  CREDITOR_NOT_ONLINE: msg`These items are owed to a distributor that cannot be paid online yet.`,
  PAYMENT_UNDER_WAY: msg`A payment of it is on its way. Wait until it has arrived.`,
  AMOUNT_ABOVE_OPEN: msg`More is asked for than is open.`,
  AMOUNT_ABOVE_REFUNDABLE: msg`More would go back than is left of the payment.`,
  REFUND_NOT_POSITIVE: msg`The amount must be above zero.`,
  RECEIPT_NOT_RECEIVED: msg`The money of this payment has not arrived.`,
  PROVIDER_DECLINED: msg`The payment service has declined it. Nothing was done.`,
  IDEMPOTENCY_KEY_REUSED: msg`This was sent before with other figures. Close the window and begin again.`,
  PROGRAM_INVALID: msg`Something does not fit together. What it is stands below.`,
  PROGRAM_UNKNOWN: msg`There is no such program, or it was shut out meanwhile.`,
  SECRET_MISSING: msg`This program keeps no secret.`,
  CONFIRMATION_NEEDED: msg`This needs you to confirm that it is you. Nothing was done.`,
  ROLE_MISSING: msg`This is not part of your role. Ask the owner of your account for it.`,
};

/** Those whose own message names a line, a column or an account: both are shown. */
const WITH_DETAIL = new Set([
  'FILE_UNREADABLE',
  'FILE_OF_OTHER_KIND',
  'HEADER_MISSING',
  'PROVIDER_DECLINED',
  'MORE_SHIPPED_THAN_ORDERED',
  'SHIPMENT_FAULTY',
  'PROGRAM_INVALID',
]);

export const hasDetail = (code: string): boolean => WITH_DETAIL.has(code);
