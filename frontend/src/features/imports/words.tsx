import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import { useLingui } from '@lingui/react';

type Words = Readonly<Record<string, MessageDescriptor>>;

/** What every reason of the quarantine means, and what to do about it. */
export const REASONS: Words = {
  missing_field: msg`Something every order needs is missing. Fill it in.`,
  field_count: msg`The row has more or fewer fields than the header. Look for a missing delimiter or quotation mark.`,
  quote_unclosed: msg`A quotation mark of this row is never closed. Close it or take it out.`,
  cell_error: msg`The cell holds an error of its formula. Write the value itself.`,
  formula_uncounted: msg`The cell is a formula whose result was not saved. Open the workbook, save it and import it again, or write the value here.`,
  digits_lost: msg`The spreadsheet has lost the last digits of this long number. Type it again in full.`,
  json_unreadable: msg`This line cannot be read. Correct it in the file and import the file again.`,
  field_twice: msg`Two columns mean the same. Keep one of them.`,
  record_unknown: msg`This is neither an order nor a refund.`,
  text_too_long: msg`The text is longer than 200 characters.`,
  text_unprintable: msg`The text holds characters that cannot be printed. Take them out.`,
  state_unknown: msg`An order cannot have this status.`,
  date_unreadable: msg`This is no date. Write it as 2026-01-31 or 2026-01-31 18:30.`,
  amount_unreadable: msg`This is no amount. Write digits with a point, such as 1234.50.`,
  amount_negative: msg`The amount is negative. Book a return instead.`,
  quantity_unreadable: msg`This is no whole quantity.`,
  quantity_not_positive: msg`The quantity must be 1 or more.`,
  currency_unknown: msg`There is no such currency. Write its code, such as CNY.`,
  sku_unknown: msg`There is no product of this SKU. Register the product, or correct the SKU.`,
  distributor_unknown: msg`There is no distributor of this code. Register it, or correct the code.`,
  header_differs: msg`This is not the same on every line of the order. Make the lines agree.`,
  duplicate_line: msg`The same line stands in the file more than once.`,
  refund_lines_missing: msg`The order says how much was given back, not for which lines. Import the refund itself.`,
  refund_day_missing: msg`The file says how much was given back in all, not when. Fill in the day, and take off what was booked before.`,
  cancelled_but_paid: msg`The order was cancelled, but what was paid was not given back. Refund it in the shop, or say by the status whether it counts.`,
  order_row_missing: msg`The row that carries the order itself is not in the file. Export it again.`,
  order_incomplete: msg`Another row of this order has a fault. Correct that row, and this one comes along.`,
  distributor_outside_tree: msg`The distributor has no place in the tree on that day. Check the date.`,
  grade_missing: msg`The distributor, or one above it, has no grade on that day. Set the grade first.`,
  price_missing: msg`A price is missing for one of the grades on that day. Set the price first.`,
  price_differs: msg`This is not the distributor's price of that day. Correct it, or leave it empty to take the price of the list.`,
  tax_differs: msg`The tax is not that of the product. Correct it.`,
  discount_above_price: msg`The discount is larger than the goods are worth.`,
  amount_too_large: msg`The amount is larger than can be kept.`,
  totals_differ: msg`The lines do not add up to the total that is stated. Correct the total or the lines.`,
  changed_after_billing: msg`The order is billed already, and something of it differs now. Book a return, or correct the source.`,
  delivered_before_shipment: msg`It would have arrived before it left. Correct one of the days.`,
  order_unknown: msg`There is no such order in this channel. Import the order first.`,
  order_not_billed: msg`The order is not billed, so nothing can come back. Cancel the order instead.`,
  line_unknown: msg`The order has no such line. Correct the SKU or the line number.`,
  line_ambiguous: msg`The order has several lines of this product. Say which one by its line number.`,
  return_exceeds_line: msg`More comes back than is left of the line. Correct the quantity or the amount.`,
  return_amount_missing: msg`The return says no amount and no quantity.`,
};

/** The fields of the canonical layout, as people call them. */
export const FIELDS: Words = {
  external_id: msg`Order number in the channel`,
  number: msg`Order number`,
  state: msg`Status`,
  ordered_at: msg`Ordered at`,
  updated_at: msg`Changed at`,
  shipped_on: msg`Shipped on`,
  delivered_on: msg`Delivered on`,
  carrier: msg`Carrier`,
  tracking_number: msg`Tracking number`,
  distributor: msg`Distributor code`,
  currency: msg`Currency`,
  freight: msg`Freight`,
  freight_tax: msg`Tax on freight`,
  total: msg`Order total`,
  line_ref: msg`Line number`,
  sku: msg`SKU`,
  name: msg`Product name`,
  quantity: msg`Quantity`,
  unit_price: msg`Unit price`,
  goods: msg`Goods`,
  discount: msg`Discount`,
  tax: msg`Tax`,
  return_ref: msg`Return number`,
  returned_at: msg`Returned at`,
  scope: msg`What the return is for`,
  order: msg`Whole order`,
  row: msg`Whole row`,
};

const LAYOUTS: Words = {
  csv: msg`CSV, one row per order line`,
  xlsx: msg`Excel, one row per order line`,
  jsonl: msg`JSON lines`,
  shopify: msg`Shopify export`,
  woocommerce: msg`WooCommerce export`,
};

export function LayoutName({ layout }: { layout: string }) {
  const { _ } = useLingui();
  const words = LAYOUTS[layout];
  return <>{words ? _(words) : layout}</>;
}

export function FieldName({ field }: { field: string }) {
  const { _ } = useLingui();
  const words = FIELDS[field];
  return <>{words ? _(words) : field}</>;
}

/** A reason in the reader's language; one we have no words for says what the server said. */
export function ReasonText({ code, message }: { code: string; message: string }) {
  const { _ } = useLingui();
  const words = REASONS[code];
  return words ? <>{_(words)}</> : <span lang="en">{message}</span>;
}
