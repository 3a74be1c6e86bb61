/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode } from '@urql/core';
/** A provider from which people are to come in. */
export type AddIdentityProviderInput = {
  /** Who comes in from there. */
  audience: IdentityProviderAudience;
  /** Where browsers are sent; of OAUTH alone. */
  authorizeUrl?: string | null | undefined;
  /** What it calls us by. */
  clientId: string;
  /** What we prove ourselves with over there. */
  clientSecret: string;
  /** The field that holds the address; email if unsaid. */
  emailClaim?: string | null | undefined;
  /** Domains whose addresses it gives out itself. */
  emailDomains: Array<string>;
  /** What of amr or acr counts as second factor; of OPENID alone. */
  factorValues: Array<string>;
  /** Whether the brand's own people come in by nothing else. */
  isRequired: boolean;
  /** Who says so: an address that begins with https://. */
  issuer: string;
  /** How it says who somebody is. */
  kind: IdentityProviderKind;
  /** What the button says. */
  name: string;
  /** What else it is asked for, with blanks between. */
  scopes: string;
  /** The field that holds who somebody is; sub if unsaid. */
  subjectClaim?: string | null | undefined;
  /** Where codes become tokens; of OAUTH alone. */
  tokenUrl?: string | null | undefined;
  /** Where it tells who somebody is; of OAUTH alone. */
  userinfoUrl?: string | null | undefined;
};

/** How long open items have been overdue. */
export type AgeingBucketName =
  /** Up to 30 days. */
  | 'DAYS_1_30'
  /** 31 to 60 days. */
  | 'DAYS_31_60'
  /** 61 to 90 days. */
  | 'DAYS_61_90'
  /** Not at all. */
  | 'NOT_DUE'
  /** More than 90 days. */
  | 'OVER_90';

/** What an open item was settled with. */
export type ApplicationSource =
  /** Credit that was left over before. */
  | 'CREDIT'
  /** Credit for a return. */
  | 'CREDIT_NOTE'
  /** Money that came in. */
  | 'RECEIPT';

/** A distributor to be given to a salesperson, with everybody below it. */
export type AssignDistributorInput = {
  /** Which distributor. */
  distributorId: string;
  /** Which salesperson. */
  userId: string;
};

/** Which audit entries. */
export type AuditFilter = {
  /** Of one of these actions. */
  actions?: Array<string> | null | undefined;
  /** On or after this day of the brand's. */
  doneFrom?: string | null | undefined;
  /** Before this day of the brand's. */
  doneUntil?: string | null | undefined;
  /** By somebody who looked as this person. */
  lookingAs?: string | null | undefined;
  /** To one of these kinds. */
  subjects?: Array<string> | null | undefined;
  /** By this person. */
  user?: string | null | undefined;
};

/** Orders of audit entries. */
export type AuditSort =
  /** The last deed first. */
  | 'NEWEST';

/** A batch of which nothing more is to be sent. */
export type CancelPayoutBatchInput = {
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
  /** Which batch. */
  payoutBatchId: string;
  /** Why; it is kept. */
  reason: string;
};

/** A provider that is to be another way; kind, issuer and addresses never change. */
export type ChangeIdentityProviderInput = {
  /** Who comes in from there. */
  audience: IdentityProviderAudience;
  /** What it calls us by. */
  clientId: string;
  /** The field that holds the address; email if unsaid. */
  emailClaim?: string | null | undefined;
  /** Domains whose addresses it gives out itself. */
  emailDomains: Array<string>;
  /** What of amr or acr counts as second factor; of OPENID alone. */
  factorValues: Array<string>;
  /** Whether the brand's own people come in by nothing else. */
  isRequired: boolean;
  /** What the button says. */
  name: string;
  /** Which provider. */
  providerId: string;
  /** What else it is asked for, with blanks between. */
  scopes: string;
};

/** A month to be closed for good. */
export type CloseMonthInput = {
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
  /** Written as 2026-10. */
  month: string;
};

/** What a rate is a rate of. */
export type CommissionBase =
  /** The line after discount, with tax. */
  | 'GROSS'
  /** The line after discount, without tax. */
  | 'NET';

/** Why a commission is earned. */
export type CommissionKind =
  /** On one's own sale, at the rate of one's level. */
  | 'LEVEL'
  /** On the sale of a distributor further down, at the rate of the distance. */
  | 'OVERRIDE'
  /** The level below pays more than one's own price. */
  | 'PRICE_GAP';

/** Which commission lines. */
export type CommissionLineFilter = {
  /** Earned by one of these. */
  beneficiaries?: Array<string> | null | undefined;
  /** In this currency. */
  currency?: string | null | undefined;
  /** Counting on or after this day. */
  earnedFrom?: string | null | undefined;
  /** Counting before this day. */
  earnedUntil?: string | null | undefined;
  /** Earned for one of these reasons. */
  kinds?: Array<CommissionKind> | null | undefined;
  /** Earned in this settlement. */
  run?: string | null | undefined;
};

/** Orders of commission lines. */
export type CommissionLineSort =
  /** The largest amount first. */
  | 'LARGEST'
  /** What counts last, first. */
  | 'NEWEST'
  /** What counts first, first. */
  | 'OLDEST';

/** A statement that is right. */
export type ConfirmStatementInput = {
  /** Which statement; only one's own. */
  statementId: string;
};

/** A row in quarantine, put right. */
export type CorrectQuarantinedRowInput = {
  /** What it should have said. */
  corrections: Array<CorrectionInput>;
  /** Which row. */
  rowId: string;
};

/** What one field of a row should have said. */
export type CorrectionInput = {
  /** The field, by the names of QuarantinedRow.fields. */
  field: string;
  /** What it should say; empty for nothing. */
  value: string;
};

/** A link over open items of one debtor, one creditor and one currency. */
export type CreatePaymentLinkInput = {
  /** Until when it can be paid; 90 days if unsaid. */
  expiresAt?: string | null | undefined;
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
  /** What is to be paid. */
  items: Array<PaymentLinkItemInput>;
};

/** A program to be let in. */
export type CreateProgramInput = {
  /** Whose it is; the brand's own if unsaid. */
  distributorId?: string | null | undefined;
  /** Whether it is the brand's own: nobody is asked for consent. */
  isFirstParty: boolean;
  /** Whether it runs where no secret can be kept: a phone, a browser. */
  isPublic: boolean;
  /** How it comes to tokens. */
  kind: ProgramKind;
  /** Where they go when they are signed out. */
  logoutUris?: Array<string> | null | undefined;
  /** What people read when they are asked. */
  name: string;
  /** Where browsers return; of the kind CODE alone. */
  redirectUris?: Array<string> | null | undefined;
  /** What it may do for itself; of the kind OWN alone. */
  roles?: Array<Role> | null | undefined;
  /** What it may ask for. */
  scopes: Array<string>;
};

/** Where another program listens. */
export type CreateWebhookEndpointInput = {
  /** Where messages are sent: an address that begins with https://. */
  address: string;
  /** What people call it; may be empty. */
  description: string;
  /** What it hears of, such as payment.received. */
  kinds: Array<string>;
};

/** An endpoint that is to hear of nothing any more. */
export type DeleteWebhookEndpointInput = {
  /** Which endpoint. */
  endpointId: string;
};

/** A program that is to be shut out. */
export type DisableProgramInput = {
  /** Which program. */
  programId: string;
};

/** Rows that nobody will load. */
export type DismissQuarantinedRowsInput = {
  /** Why; it is kept. */
  reason: string;
  /** Which rows. */
  rowIds: Array<string>;
};

/** A statement in which something is wrong. */
export type DisputeStatementInput = {
  /** What is wrong; the brand reads it. */
  reason: string;
  /** Which statement; only one's own. */
  statementId: string;
};

/** Which distributors. */
export type DistributorFilter = {
  /** Anywhere below this one. */
  below?: string | null | undefined;
  /** With one of these codes. */
  codes?: Array<string> | null | undefined;
  /** Only these. */
  ids?: Array<string> | null | undefined;
  /** So many levels below the brand today. */
  level?: number | null | undefined;
  /** With this in the name, in either case. */
  nameContains?: string | null | undefined;
  /** With this in the name or in the code, in either case. */
  search?: string | null | undefined;
};

/** Orders of distributors. */
export type DistributorSort =
  /** By code. */
  | 'CODE'
  /** The last one registered first. */
  | 'NEWEST';

/** Somebody to be signed out everywhere. */
export type EndMemberSessionsInput = {
  /** At which distributor; in the brand itself if unsaid. */
  distributorId?: string | null | undefined;
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
  /** Which person, as a member of the team is called. */
  person: string;
};

/** A role to be given to somebody who works here. */
export type GiveRoleInput = {
  /** At which distributor; in the brand itself if unsaid. */
  distributorId?: string | null | undefined;
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
  /** Which person, as a member of the team is called. */
  person: string;
  /** Which role. */
  role: Role;
};

/** Who comes in from an identity provider. */
export type IdentityProviderAudience =
  /** The brand's own people. */
  | 'BRAND'
  /** People of its distributors. */
  | 'DISTRIBUTORS'
  /** Both. */
  | 'EVERYBODY';

/** How an identity provider says who somebody is. */
export type IdentityProviderKind =
  /** By an address that tells it: plain OAuth 2, as WeCom and DingTalk have it. */
  | 'OAUTH'
  /** By a signed token: OpenID Connect. */
  | 'OPENID';

/** Orders of identity providers. */
export type IdentityProviderSort =
  /** The last one first. */
  | 'NEWEST';

/** A file of orders that was uploaded. */
export type ImportOrdersInput = {
  /** Whose file it is. */
  channelId: string;
  /** What POST /uploads answered. */
  uploadId: string;
};

/** Which imports. */
export type ImportRunFilter = {
  /** Of this. */
  channel?: string | null | undefined;
  /** In these states. */
  states?: Array<ImportState> | null | undefined;
};

/** Orders of imports. */
export type ImportRunSort =
  /** The last one first. */
  | 'NEWEST';

/** Where an import stands. */
export type ImportState =
  /** Read to the end. */
  | 'DONE'
  /** Nothing of it could be used. */
  | 'FAILED'
  /** Being read. */
  | 'RUNNING';

/** Somebody who is to work here. */
export type InviteMemberInput = {
  /** At which distributor; in the brand itself if unsaid. */
  distributorId?: string | null | undefined;
  /** The address to write to, and to sign in with. */
  email: string;
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
  /** What we write in: zh or en. */
  language: string;
  /** What the person is called. */
  name: string;
  /** What the person is to be: at least one role. */
  roles: Array<Role>;
};

/** How far the goods of an order have come. */
export type Logistics =
  /** Everything has arrived. */
  | 'DELIVERED'
  /** Everything has left. */
  | 'SHIPPED'
  /** Something has left, but not everything. */
  | 'SHIPPED_IN_PART'
  /** Nothing has left. */
  | 'WAITING';

/** An exact amount of money. */
export type MoneyInput = {
  /** The digits: "1234.50". */
  amount: string;
  /** Of which currency. */
  currency: string;
};

/** Which orders. */
export type OrderFilter = {
  /** From this channel. */
  channel?: string | null | undefined;
  /** In this currency. */
  currency?: string | null | undefined;
  /** Of one of these distributors. */
  distributors?: Array<string> | null | undefined;
  /** Of one of these kinds. */
  kinds?: Array<OrderKind> | null | undefined;
  /** Whose goods have come so far; cancelled orders wait for ever. */
  logistics?: Array<Logistics> | null | undefined;
  /** Settled in one of these modes. */
  modes?: Array<OrderMode> | null | undefined;
  /** With exactly this number. */
  number?: string | null | undefined;
  /** Ordered on or after this day. */
  orderedFrom?: string | null | undefined;
  /** Ordered before this day. */
  orderedUntil?: string | null | undefined;
  /** In one of these states. */
  states?: Array<OrderState> | null | undefined;
};

/** Who buys, and so who owes. */
export type OrderKind =
  /** A consumer buys from the brand. */
  | 'CONSUMER'
  /** A distributor sells; the brand ships to the consumer. */
  | 'DROPSHIP'
  /** A distributor buys for its stock. */
  | 'WHOLESALE';

/** How an order is settled along the chain of distributors. */
export type OrderMode =
  /** The consumer paid the brand; who sold earns commission. */
  | 'AGENCY'
  /** Each level owes the one above it. */
  | 'CASCADE'
  /** The buyer owes the brand; those above earn the difference. */
  | 'DIRECT';

/** Orders of orders. */
export type OrderSort =
  /** The largest total first. */
  | 'LARGEST'
  /** The last day first. */
  | 'NEWEST'
  /** The first day first. */
  | 'OLDEST';

/** Where an order stands. */
export type OrderState =
  /** Taken back before it was billed. */
  | 'CANCELLED'
  /** Binding. */
  | 'CONFIRMED'
  /** Not binding yet. */
  | 'PENDING';

/** Whether an account is paid to. */
export type PayeeAccountState =
  /** It is. */
  | 'ACTIVE'
  /** Not for now. */
  | 'ON_HOLD';

/** An open item to be paid, or a part of it. */
export type PaymentLinkItemInput = {
  /** How much of it; all that is open if unsaid. */
  amount?: MoneyInput | null | undefined;
  /** Which item. */
  receivableId: string;
};

/** Where a payment link stands. */
export type PaymentLinkState =
  /** Was taken back. */
  | 'CANCELLED'
  /** Its time is over. */
  | 'EXPIRED'
  /** Can be paid. */
  | 'OPEN'
  /** Was paid. */
  | 'PAID';

/** Which batches. */
export type PayoutBatchFilter = {
  /** In these states. */
  states?: Array<PayoutBatchState> | null | undefined;
};

/** Orders of batches. */
export type PayoutBatchSort =
  /** The last one first. */
  | 'NEWEST';

/** Where a batch stands. */
export type PayoutBatchState =
  /** Taken back. */
  | 'CANCELLED'
  /** Every item has an end. */
  | 'COMPLETED'
  /** Being prepared. */
  | 'DRAFT'
  /** Being paid. */
  | 'RELEASED'
  /** Waiting for another person. */
  | 'SUBMITTED';

/** Which payouts. */
export type PayoutItemFilter = {
  /** In these states. */
  states?: Array<PayoutItemState> | null | undefined;
};

/** Where a payout stands. */
export type PayoutItemState =
  /** Taken back before it was sent. */
  | 'CANCELLED'
  /** Did not go through. */
  | 'FAILED'
  /** Paid. */
  | 'PAID'
  /** Not sent yet. */
  | 'READY'
  /** Paid, and came back. */
  | 'RETURNED'
  /** Being sent. */
  | 'SENDING'
  /** Sent, without a clear answer; it is looked up. */
  | 'UNKNOWN';

/** Why a distributor is not paid now. */
export type PayoutObstacle =
  /** It has earned less than the minimum. */
  | 'BELOW_MINIMUM'
  /** It is paid in another currency. */
  | 'CURRENCY_MISMATCH'
  /** It owes commission back. */
  | 'NEGATIVE_BALANCE'
  /** Nothing is due to it. */
  | 'NOTHING_DUE'
  /** Nobody knows where it is paid. */
  | 'NO_PAYEE_ACCOUNT'
  /** Its account is on hold. */
  | 'ON_HOLD';

/** A batch that pays everybody payable. */
export type PreparePayoutBatchInput = {
  /** In which currency. */
  currency: string;
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
  /** Less is not paid out; one unit if unsaid. */
  minimum?: MoneyInput | null | undefined;
};

/** An upload to be looked at before it is read. */
export type PreviewImportInput = {
  /** Whose file it is. */
  channelId: string;
  /** What POST /uploads answered. */
  uploadId: string;
};

/** What a payout would be made of. */
export type PreviewPayoutInput = {
  /** In which currency. */
  currency: string;
  /** Less is not paid out; one unit if unsaid. */
  minimum?: MoneyInput | null | undefined;
};

/** Which programs. */
export type ProgramFilter = {
  /** Shut out, or let in. */
  isDisabled?: boolean | null | undefined;
};

/** How a program comes to tokens. */
export type ProgramKind =
  /** A person agrees in a browser, and it acts in that person's name. */
  | 'CODE'
  /** A person allows it by a code that it shows. */
  | 'DEVICE'
  /** It acts for itself, with roles of its own. */
  | 'OWN';

/** Orders of programs. */
export type ProgramSort =
  /** The last one first. */
  | 'NEWEST';

/** What became of a row that was not loaded. */
export type QuarantineState =
  /** It was put aside. */
  | 'DISMISSED'
  /** Nothing yet. */
  | 'OPEN'
  /** It was corrected and loaded. */
  | 'REPLAYED';

/** Which quarantined rows. */
export type QuarantinedRowFilter = {
  /** Of a file of this channel. */
  channel?: string | null | undefined;
  /** For one of these reasons. */
  reasons?: Array<string> | null | undefined;
  /** Of this file. */
  run?: string | null | undefined;
  /** In these states. */
  states?: Array<QuarantineState> | null | undefined;
};

/** Orders of quarantined rows. */
export type QuarantinedRowSort =
  /** The last one first. */
  | 'NEWEST'
  /** As the file has them. */
  | 'ROW';

/** What a rate of a plan is for. */
export type RateKind =
  /** For a level of the tree. */
  | 'LEVEL'
  /** For a distance above the seller. */
  | 'OVERRIDE';

/** Which receipts. */
export type ReceiptFilter = {
  /** Booked on or after this day. */
  bookedFrom?: string | null | undefined;
  /** Booked before this day. */
  bookedUntil?: string | null | undefined;
  /** In this currency. */
  currency?: string | null | undefined;
  /** Paid by one of these. */
  debtors?: Array<string> | null | undefined;
  /** With a part that settles nothing yet, or without. */
  hasUnapplied?: boolean | null | undefined;
  /** Paid to the brand itself, or to a distributor. */
  isToBrand?: boolean | null | undefined;
  /** In these states. */
  states?: Array<ReceiptState> | null | undefined;
};

/** Orders of receipts. */
export type ReceiptSort =
  /** The largest first. */
  | 'LARGEST'
  /** The last one first. */
  | 'NEWEST';

/** Where a receipt stands. */
export type ReceiptState =
  /** Did not come. */
  | 'FAILED'
  /** On its way. */
  | 'PENDING'
  /** Here. */
  | 'RECEIVED';

/** Which open items. */
export type ReceivableFilter = {
  /** In this currency. */
  currency?: string | null | undefined;
  /** Owed by one of these. */
  debtors?: Array<string> | null | undefined;
  /** Due on or after this day. */
  dueFrom?: string | null | undefined;
  /** Due before this day. */
  dueUntil?: string | null | undefined;
  /** With something left to pay, or without. */
  isOpen?: boolean | null | undefined;
  /** Open after the day they were due, or not. */
  isOverdue?: boolean | null | undefined;
  /** Owed to the brand itself, or to a distributor. */
  isToBrand?: boolean | null | undefined;
  /** With exactly this number. */
  number?: string | null | undefined;
};

/** Orders of open items. */
export type ReceivableSort =
  /** What is due first, first. */
  | 'DUE_FIRST'
  /** The largest total first. */
  | 'LARGEST'
  /** The last one issued first. */
  | 'NEWEST';

/** A parcel of an order. */
export type RecordShipmentInput = {
  /** Who carries it. */
  carrier?: string | null | undefined;
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
  /** What it carries; all that is left if unsaid. */
  lines?: Array<ShippedLineInput> | null | undefined;
  /** Whose goods travel. */
  orderId: string;
  /** The day it left; it is only announced if unsaid. */
  shippedOn?: string | null | undefined;
  /** By which number its carrier follows it. */
  trackingNumber?: string | null | undefined;
};

/** Money to be given back. */
export type RefundReceiptInput = {
  /** How much of it, in its currency. */
  amount: MoneyInput;
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
  /** Why; it is kept. */
  reason: string;
  /** The receipt it came in by. */
  receiptId: string;
};

/** Where a refund stands. */
export type RefundState =
  /** Did not go through. */
  | 'FAILED'
  /** Under way at the provider. */
  | 'PENDING'
  /** Back with the payer. */
  | 'REFUNDED'
  /** Asked for. */
  | 'REQUESTED'
  /** Being sent. */
  | 'SENDING'
  /** Sent, without a clear answer; it is looked up. */
  | 'UNKNOWN';

/** A batch that a second person lets go, with what that person was shown. */
export type ReleasePayoutBatchInput = {
  /** PayoutBatch.itemsSha256 as it was shown. */
  digest: string;
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
  /** Which batch. */
  payoutBatchId: string;
  /** PayoutBatch.total as it was shown. */
  total: MoneyInput;
};

/** A provider that has another secret. */
export type RenewIdentityProviderSecretInput = {
  /** What we prove ourselves with over there from now on. */
  clientSecret: string;
  /** Which provider. */
  providerId: string;
};

/** Messages that are to be sent again, a thousand at a time. */
export type ReplayFailedWebhooksInput = {
  /** To which endpoint. */
  endpointId: string;
  /** Those that were written down since then. */
  since: string;
};

/** A message that is to be sent again. */
export type ReplayWebhookDeliveryInput = {
  /** Which message to which endpoint. */
  deliveryId: string;
};

/** Somebody to be written to once more. */
export type ResendInvitationInput = {
  /** At which distributor; in the brand itself if unsaid. */
  distributorId?: string | null | undefined;
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
  /** Which person, as a member of the team is called. */
  person: string;
};

/** An account that somebody wants to read in full. */
export type RevealPayeeAccountInput = {
  /** Which account. */
  payeeAccountId: string;
  /** Why, in 10 to 500 characters; it is kept in the audit. */
  reason: string;
};

/** What a person is in a brand. */
export type Role =
  /** Keeps its books. */
  | 'ACCOUNTANT'
  /** Looks and changes nothing. */
  | 'AUDITOR'
  /** Orders for a distributor. */
  | 'DISTRIBUTOR_BUYER'
  /** Keeps a distributor's books. */
  | 'DISTRIBUTOR_FINANCE'
  /** Owns a distributor. */
  | 'DISTRIBUTOR_OWNER'
  /** Answers for its money. */
  | 'FINANCE_DIRECTOR'
  /** Owns the brand. */
  | 'OWNER'
  /** Prepares payouts. */
  | 'PAYOUT_OPERATOR'
  /** Sells. */
  | 'SALESPERSON'
  /** Leads its sales. */
  | 'SALES_MANAGER';

/** A program that is to have another secret. */
export type RotateProgramSecretInput = {
  /** How long the secret before is taken, too: 0 to 720 hours. */
  overlapHours: number;
  /** Which program. */
  programId: string;
};

/** An endpoint that is to have another secret. */
export type RotateWebhookSecretInput = {
  /** Which endpoint. */
  endpointId: string;
};

/** An endpoint that is to be tried. */
export type SendTestWebhookInput = {
  /** Which endpoint. */
  endpointId: string;
};

/** Where a settlement run stands. */
export type SettlementRunState =
  /** Done; the period no longer changes. */
  | 'CLOSED'
  /** Being worked on. */
  | 'OPEN';

/** Where a shipment stands. */
export type ShipmentState =
  /** It is being made ready; nothing has left. */
  | 'ANNOUNCED'
  /** It was called off before it left. */
  | 'CANCELLED'
  /** It has arrived. */
  | 'DELIVERED'
  /** It came back to the sender, undelivered; its goods may be shipped again. */
  | 'RETURNED'
  /** It is under way. */
  | 'SHIPPED';

/** So many units of one line of the order. */
export type ShippedLineInput = {
  /** Which line. */
  orderLineId: string;
  /** How many units, 1 or more, as many as are left at most. */
  quantity: number;
};

/** What starts the clock of payment terms. */
export type StartEvent =
  /** That it is ordered. */
  | 'ORDER'
  /** That it is shipped. */
  | 'SHIPMENT';

/** Which statements. */
export type StatementFilter = {
  /** Sent to one of these. */
  counterparties?: Array<string> | null | undefined;
  /** In this currency. */
  currency?: string | null | undefined;
  /** With exactly this number. */
  number?: string | null | undefined;
  /** Of this period or later. */
  periodFrom?: string | null | undefined;
  /** Of an earlier period. */
  periodUntil?: string | null | undefined;
  /** Of this run. */
  run?: string | null | undefined;
  /** In these states. */
  states?: Array<StatementState> | null | undefined;
};

/** What kind of movement a line is. */
export type StatementSection =
  /** Anything else. */
  | 'ADJUSTMENT'
  /** Commission was taken back. */
  | 'CLAWBACK'
  /** Commission was earned. */
  | 'COMMISSION'
  /** Something came back. */
  | 'CREDIT_NOTE'
  /** Commission was paid out. */
  | 'PAYOUT'
  /** Money came in. */
  | 'RECEIPT'
  /** Something was billed. */
  | 'RECEIVABLE'
  /** Money went back. */
  | 'REFUND';

/** Which of the two balances a line changes. */
export type StatementSide =
  /** What the distributor has earned. */
  | 'EARNED'
  /** What the distributor owes. */
  | 'OWED';

/** Orders of statements. */
export type StatementSort =
  /** The last period first. */
  | 'NEWEST'
  /** By number. */
  | 'NUMBER';

/** What the distributor said to a statement. */
export type StatementState =
  /** That it is right. */
  | 'CONFIRMED'
  /** That something is wrong. */
  | 'DISPUTED'
  /** Nothing yet. */
  | 'ISSUED';

/** A draft that is to be frozen and shown to a second person. */
export type SubmitPayoutBatchInput = {
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
  /** Which batch. */
  payoutBatchId: string;
};

/** A provider that is to be switched off or on. */
export type SwitchIdentityProviderInput = {
  /** Whether people come in from there. */
  isOn: boolean;
  /** Which provider. */
  providerId: string;
};

/** A role to be taken from somebody. */
export type TakeRoleInput = {
  /** At which distributor; in the brand itself if unsaid. */
  distributorId?: string | null | undefined;
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
  /** Which person, as a member of the team is called. */
  person: string;
  /** Which role. */
  role: Role;
};

/** Which tasks. */
export type TaskFilter = {
  /** Not ended yet, or ended. */
  isOpen?: boolean | null | undefined;
  /** Started by whoever asks, or by others. */
  mine?: boolean | null | undefined;
  /** In these states. */
  states?: Array<TaskState> | null | undefined;
};

/** What a task does. */
export type TaskKind =
  /** Closes a month and prints its statements. */
  | 'CLOSE_MONTH'
  /** Reads a file of orders. */
  | 'IMPORT_ORDERS';

/** Orders of tasks. */
export type TaskSort =
  /** The last one first. */
  | 'NEWEST';

/** Where a task stands. */
export type TaskState =
  /** It is done. */
  | 'DONE'
  /** It was declined or given up; the refusal says why. */
  | 'FAILED'
  /** It waits for its turn. */
  | 'QUEUED'
  /** It is being done. */
  | 'RUNNING';

/** How a due date follows from the start. */
export type TermsRule =
  /** On a day of the month. */
  | 'DAY_OF_MONTH'
  /** So many days after the end of its month. */
  | 'MONTH_END_PLUS'
  /** So many days after it. */
  | 'NET_DAYS';

/** A provider that is to be tried. */
export type TestIdentityProviderInput = {
  /** Which provider. */
  providerId: string;
};

/** A distributor to be taken from a salesperson. */
export type UnassignDistributorInput = {
  /** Which distributor. */
  distributorId: string;
  /** Which salesperson. */
  userId: string;
};

/** What is new about a shipment. */
export type UpdateShipmentInput = {
  /** Who carries it; as it was if unsaid, nobody named if empty. */
  carrier?: string | null | undefined;
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
  /** The day it became that; today if unsaid. */
  on?: string | null | undefined;
  /** Why; it is kept. */
  reason?: string | null | undefined;
  /** Which one. */
  shipmentId: string;
  /** What it is now; as it was if unsaid. */
  state?: ShipmentState | null | undefined;
  /** Its number; as it was if unsaid, none if it is empty. */
  trackingNumber?: string | null | undefined;
};

/** An endpoint that is to be another way. */
export type UpdateWebhookEndpointInput = {
  /** Where messages are sent: an address that begins with https://. */
  address: string;
  /** What people call it; may be empty. */
  description: string;
  /** Which endpoint. */
  endpointId: string;
  /** Whether anything is sent to it. */
  isEnabled: boolean;
  /** What it hears of, such as payment.received. */
  kinds: Array<string>;
};

/** Which deliveries. */
export type WebhookDeliveryFilter = {
  /** To this endpoint. */
  endpoint?: string | null | undefined;
  /** Of these kinds of events. */
  kinds?: Array<string> | null | undefined;
  /** In these states. */
  states?: Array<WebhookDeliveryState> | null | undefined;
};

/** Orders of deliveries. */
export type WebhookDeliverySort =
  /** The last one first. */
  | 'NEWEST';

/** Where a message is on its way to an endpoint. */
export type WebhookDeliveryState =
  /** It was taken. */
  | 'DELIVERED'
  /** It was tried for 72 hours, or the endpoint was disabled. */
  | 'FAILED'
  /** It is being sent. */
  | 'SENDING'
  /** It waits for its next attempt. */
  | 'WAITING';

/** Who or what disabled an endpoint. */
export type WebhookDisabledBy =
  /** It took nothing for 72 hours. */
  | 'FAILING'
  /** It answered 410: it is not there any more. */
  | 'GONE'
  /** A person. */
  | 'PERSON';

/** Orders of endpoints. */
export type WebhookEndpointSort =
  /** The last one first. */
  | 'NEWEST';

/** Whether an endpoint is sent to. */
export type WebhookEndpointState =
  /** It is gone. */
  | 'DELETED'
  /** Nothing is sent to it, and what happens meanwhile never will be. */
  | 'DISABLED'
  /** What happens is sent to it. */
  | 'ENABLED';

/** Why an attempt got no answer. */
export type WebhookFault =
  /** Its name leads inside a network, or it is not reached by https. */
  | 'ADDRESS_REFUSED'
  /** The secret cannot be read any more: renew it. */
  | 'SECRET_UNREADABLE'
  /** It did not answer within 15 seconds. */
  | 'TOO_SLOW'
  /** There was no connection, or it broke. */
  | 'UNREACHABLE';

/** Somebody whose invitation is to be taken back. */
export type WithdrawInvitationInput = {
  /** At which distributor; in the brand itself if unsaid. */
  distributorId?: string | null | undefined;
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
  /** Which person, as a member of the team is called. */
  person: string;
};

export type TeamMemberFragment = { person: string, name: string, email: string, roles: string, sinceAt: string, hasCome: boolean, invitedUntil: string | null, hasFactor: boolean, seenAt: string | null };

export type BrandTeamQueryVariables = Exact<{ [key: string]: never; }>;


export type BrandTeamQuery = { brand: { id: string, members: Array<{ person: string, name: string, email: string, roles: string, sinceAt: string, hasCome: boolean, invitedUntil: string | null, hasFactor: boolean, seenAt: string | null }> } };

export type DistributorTeamQueryVariables = Exact<{
  id: string;
}>;


export type DistributorTeamQuery = { distributor: { id: string, name: string, members: Array<{ person: string, name: string, email: string, roles: string, sinceAt: string, hasCome: boolean, invitedUntil: string | null, hasFactor: boolean, seenAt: string | null }> } | null };

export type InviteMemberMutationVariables = Exact<{
  input: InviteMemberInput;
}>;


export type InviteMemberMutation = { inviteMember:
    | { __typename: 'ChangedMember' }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type GiveRoleMutationVariables = Exact<{
  input: GiveRoleInput;
}>;


export type GiveRoleMutation = { giveRole:
    | { __typename: 'ChangedMember' }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type TakeRoleMutationVariables = Exact<{
  input: TakeRoleInput;
}>;


export type TakeRoleMutation = { takeRole:
    | { __typename: 'ChangedMember' }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type ResendInvitationMutationVariables = Exact<{
  input: ResendInvitationInput;
}>;


export type ResendInvitationMutation = { resendInvitation:
    | { __typename: 'ChangedMember' }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type WithdrawInvitationMutationVariables = Exact<{
  input: WithdrawInvitationInput;
}>;


export type WithdrawInvitationMutation = { withdrawInvitation:
    | { __typename: 'ChangedMember' }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type EndMemberSessionsMutationVariables = Exact<{
  input: EndMemberSessionsInput;
}>;


export type EndMemberSessionsMutation = { endMemberSessions:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'SignedOutMember', sessions: number }
   | null };

export type PageEndsFragment = { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null };

export type ChannelChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type ChannelChoicesQuery = { channels: { nodes: Array<{ id: string, code: string, name: string, adapter: string, orderKind: OrderKind, mode: OrderMode, timeZone: string, distributor: { id: string, name: string } | null }> } };

export type DistributorChoicesQueryVariables = Exact<{
  search?: string | null | undefined;
}>;


export type DistributorChoicesQuery = { distributors: { nodes: Array<{ id: string, code: string, name: string }> } };

export type DistributorNamesQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type DistributorNamesQuery = { distributors: { nodes: Array<{ id: string, code: string, name: string }> } };

export type MonthChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type MonthChoicesQuery = { settlementRuns: { nodes: Array<{ id: string, periodStart: string, periodEnd: string }> } };

export type PersonChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type PersonChoicesQuery = { brand: { id: string, members: Array<{ person: string, name: string, email: string }> } };

export type PersonNameQueryVariables = Exact<{
  id: string;
}>;


export type PersonNameQuery = { node:
    | { __typename: 'Application' }
    | { __typename: 'AuditEntry' }
    | { __typename: 'Brand' }
    | { __typename: 'Channel' }
    | { __typename: 'CommissionLine' }
    | { __typename: 'CommissionPlan' }
    | { __typename: 'Contact' }
    | { __typename: 'CreditNote' }
    | { __typename: 'Distributor' }
    | { __typename: 'IdentityProvider' }
    | { __typename: 'ImportRun' }
    | { __typename: 'Order' }
    | { __typename: 'OrderLine' }
    | { __typename: 'Party' }
    | { __typename: 'PayeeAccount' }
    | { __typename: 'PaymentLink' }
    | { __typename: 'PayoutBatch' }
    | { __typename: 'PayoutItem' }
    | { __typename: 'Product' }
    | { __typename: 'Program' }
    | { __typename: 'QuarantinedRow' }
    | { __typename: 'Receipt' }
    | { __typename: 'Receivable' }
    | { __typename: 'Refund' }
    | { __typename: 'Return' }
    | { __typename: 'ReturnLine' }
    | { __typename: 'SettlementRun' }
    | { __typename: 'Shipment' }
    | { __typename: 'Statement' }
    | { __typename: 'Task' }
    | { __typename: 'User', id: string, name: string, email: string }
    | { __typename: 'WebhookDelivery' }
    | { __typename: 'WebhookEndpoint' }
    | { __typename: 'WebhookMessage' }
   | null };

export type TaskFieldsFragment = { id: string, kind: TaskKind, title: string, state: TaskState, done: number, total: number | null, refusalCode: string | null, refusalMessage: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, startedBy: { id: string, name: string } | null, subject:
    | { __typename: 'Application', id: string }
    | { __typename: 'AuditEntry', id: string }
    | { __typename: 'Brand', id: string }
    | { __typename: 'Channel', id: string }
    | { __typename: 'CommissionLine', id: string }
    | { __typename: 'CommissionPlan', id: string }
    | { __typename: 'Contact', id: string }
    | { __typename: 'CreditNote', id: string }
    | { __typename: 'Distributor', id: string }
    | { __typename: 'IdentityProvider', id: string }
    | { __typename: 'ImportRun', id: string }
    | { __typename: 'Order', id: string }
    | { __typename: 'OrderLine', id: string }
    | { __typename: 'Party', id: string }
    | { __typename: 'PayeeAccount', id: string }
    | { __typename: 'PaymentLink', id: string }
    | { __typename: 'PayoutBatch', id: string }
    | { __typename: 'PayoutItem', id: string }
    | { __typename: 'Product', id: string }
    | { __typename: 'Program', id: string }
    | { __typename: 'QuarantinedRow', id: string }
    | { __typename: 'Receipt', id: string }
    | { __typename: 'Receivable', id: string }
    | { __typename: 'Refund', id: string }
    | { __typename: 'Return', id: string }
    | { __typename: 'ReturnLine', id: string }
    | { __typename: 'SettlementRun', id: string }
    | { __typename: 'Shipment', id: string }
    | { __typename: 'Statement', id: string }
    | { __typename: 'Task', id: string }
    | { __typename: 'User', id: string }
    | { __typename: 'WebhookDelivery', id: string }
    | { __typename: 'WebhookEndpoint', id: string }
    | { __typename: 'WebhookMessage', id: string }
   | null };

export type TaskByIdQueryVariables = Exact<{
  id: string;
}>;


export type TaskByIdQuery = { task: { id: string, kind: TaskKind, title: string, state: TaskState, done: number, total: number | null, refusalCode: string | null, refusalMessage: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, startedBy: { id: string, name: string } | null, subject:
      | { __typename: 'Application', id: string }
      | { __typename: 'AuditEntry', id: string }
      | { __typename: 'Brand', id: string }
      | { __typename: 'Channel', id: string }
      | { __typename: 'CommissionLine', id: string }
      | { __typename: 'CommissionPlan', id: string }
      | { __typename: 'Contact', id: string }
      | { __typename: 'CreditNote', id: string }
      | { __typename: 'Distributor', id: string }
      | { __typename: 'IdentityProvider', id: string }
      | { __typename: 'ImportRun', id: string }
      | { __typename: 'Order', id: string }
      | { __typename: 'OrderLine', id: string }
      | { __typename: 'Party', id: string }
      | { __typename: 'PayeeAccount', id: string }
      | { __typename: 'PaymentLink', id: string }
      | { __typename: 'PayoutBatch', id: string }
      | { __typename: 'PayoutItem', id: string }
      | { __typename: 'Product', id: string }
      | { __typename: 'Program', id: string }
      | { __typename: 'QuarantinedRow', id: string }
      | { __typename: 'Receipt', id: string }
      | { __typename: 'Receivable', id: string }
      | { __typename: 'Refund', id: string }
      | { __typename: 'Return', id: string }
      | { __typename: 'ReturnLine', id: string }
      | { __typename: 'SettlementRun', id: string }
      | { __typename: 'Shipment', id: string }
      | { __typename: 'Statement', id: string }
      | { __typename: 'Task', id: string }
      | { __typename: 'User', id: string }
      | { __typename: 'WebhookDelivery', id: string }
      | { __typename: 'WebhookEndpoint', id: string }
      | { __typename: 'WebhookMessage', id: string }
     | null } | null };

export type TaskChangedSubscriptionVariables = Exact<{
  id: string;
}>;


export type TaskChangedSubscription = { taskChanged: { id: string, state: TaskState, done: number, total: number | null } | null };

export type OpenTasksQueryVariables = Exact<{ [key: string]: never; }>;


export type OpenTasksQuery = { open: { nodes: Array<{ id: string, kind: TaskKind, title: string, state: TaskState, done: number, total: number | null, refusalCode: string | null, refusalMessage: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, startedBy: { id: string, name: string } | null, subject:
        | { __typename: 'Application', id: string }
        | { __typename: 'AuditEntry', id: string }
        | { __typename: 'Brand', id: string }
        | { __typename: 'Channel', id: string }
        | { __typename: 'CommissionLine', id: string }
        | { __typename: 'CommissionPlan', id: string }
        | { __typename: 'Contact', id: string }
        | { __typename: 'CreditNote', id: string }
        | { __typename: 'Distributor', id: string }
        | { __typename: 'IdentityProvider', id: string }
        | { __typename: 'ImportRun', id: string }
        | { __typename: 'Order', id: string }
        | { __typename: 'OrderLine', id: string }
        | { __typename: 'Party', id: string }
        | { __typename: 'PayeeAccount', id: string }
        | { __typename: 'PaymentLink', id: string }
        | { __typename: 'PayoutBatch', id: string }
        | { __typename: 'PayoutItem', id: string }
        | { __typename: 'Product', id: string }
        | { __typename: 'Program', id: string }
        | { __typename: 'QuarantinedRow', id: string }
        | { __typename: 'Receipt', id: string }
        | { __typename: 'Receivable', id: string }
        | { __typename: 'Refund', id: string }
        | { __typename: 'Return', id: string }
        | { __typename: 'ReturnLine', id: string }
        | { __typename: 'SettlementRun', id: string }
        | { __typename: 'Shipment', id: string }
        | { __typename: 'Statement', id: string }
        | { __typename: 'Task', id: string }
        | { __typename: 'User', id: string }
        | { __typename: 'WebhookDelivery', id: string }
        | { __typename: 'WebhookEndpoint', id: string }
        | { __typename: 'WebhookMessage', id: string }
       | null }> }, ended: { nodes: Array<{ id: string, kind: TaskKind, title: string, state: TaskState, done: number, total: number | null, refusalCode: string | null, refusalMessage: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, startedBy: { id: string, name: string } | null, subject:
        | { __typename: 'Application', id: string }
        | { __typename: 'AuditEntry', id: string }
        | { __typename: 'Brand', id: string }
        | { __typename: 'Channel', id: string }
        | { __typename: 'CommissionLine', id: string }
        | { __typename: 'CommissionPlan', id: string }
        | { __typename: 'Contact', id: string }
        | { __typename: 'CreditNote', id: string }
        | { __typename: 'Distributor', id: string }
        | { __typename: 'IdentityProvider', id: string }
        | { __typename: 'ImportRun', id: string }
        | { __typename: 'Order', id: string }
        | { __typename: 'OrderLine', id: string }
        | { __typename: 'Party', id: string }
        | { __typename: 'PayeeAccount', id: string }
        | { __typename: 'PaymentLink', id: string }
        | { __typename: 'PayoutBatch', id: string }
        | { __typename: 'PayoutItem', id: string }
        | { __typename: 'Product', id: string }
        | { __typename: 'Program', id: string }
        | { __typename: 'QuarantinedRow', id: string }
        | { __typename: 'Receipt', id: string }
        | { __typename: 'Receivable', id: string }
        | { __typename: 'Refund', id: string }
        | { __typename: 'Return', id: string }
        | { __typename: 'ReturnLine', id: string }
        | { __typename: 'SettlementRun', id: string }
        | { __typename: 'Shipment', id: string }
        | { __typename: 'Statement', id: string }
        | { __typename: 'Task', id: string }
        | { __typename: 'User', id: string }
        | { __typename: 'WebhookDelivery', id: string }
        | { __typename: 'WebhookEndpoint', id: string }
        | { __typename: 'WebhookMessage', id: string }
       | null }> } };

export type AuditListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  sort?: AuditSort;
  filter?: AuditFilter | null | undefined;
  oversees: boolean;
}>;


export type AuditListQuery = { auditEntries: { nodes: Array<{ id: string, at: string, origin: string, action: string, subject: string, before: unknown, after: unknown, reason: string | null, address?: string | null, device?: string | null, user: { id: string, name: string } | null, onBehalfOf: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type CockpitQueryVariables = Exact<{
  currency?: string | null | undefined;
}>;


export type CockpitQuery = { viewer: { today: string }, brand: { id: string, currency: string }, cockpit: { currency: string, ordersThisMonth: number, quarantinedRows: number, receivable: { amount: string, currency: string }, overdue: { amount: string, currency: string }, collectedThisMonth: { amount: string, currency: string }, toPayOut: { amount: string, currency: string }, ageing: Array<{ bucket: AgeingBucketName, items: number, open: { amount: string, currency: string } }> } | null };

export type CommissionListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  sort?: CommissionLineSort;
  filter?: CommissionLineFilter | null | undefined;
}>;


export type CommissionListQuery = { commissionLines: { nodes: Array<{ id: string, kind: CommissionKind, depth: number, rate: string | null, quantity: number, earnedOn: string, base: { amount: string, currency: string }, unitGap: { amount: string, currency: string } | null, amount: { amount: string, currency: string }, rule: { step: number, productGroup: string } | null, plan: { id: string, code: string, name: string, version: number }, order: { id: string, number: string } | null, orderLine: { id: string, sku: string, name: string } | null, reverses: { id: string } | null, run: { id: string, periodStart: string } | null, beneficiary: { id: string, code: string, name: string } | null, seller: { id: string, code: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type CommissionPlansQueryVariables = Exact<{ [key: string]: never; }>;


export type CommissionPlansQuery = { viewer: { today: string }, commissionPlans: { nodes: Array<{ id: string, code: string, version: number, name: string, base: CommissionBase, paysPriceGap: boolean, validFrom: string, validUntil: string | null, rates: Array<{ kind: RateKind, step: number, productGroup: string, rate: string }> }> } };

export type TwigFragment = { id: string, code: string, name: string, level: number | null, grade: { name: string } | null, below: { totalCount: number } };

export type DistributorRootsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type DistributorRootsQuery = { distributors: { nodes: Array<{ id: string, code: string, name: string, level: number | null, grade: { name: string } | null, below: { totalCount: number } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type DistributorChildrenQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type DistributorChildrenQuery = { distributor: { id: string, children: { nodes: Array<{ id: string, code: string, name: string, level: number | null, grade: { name: string } | null, below: { totalCount: number } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type DistributorSearchQueryVariables = Exact<{
  search: string;
}>;


export type DistributorSearchQuery = { distributors: { nodes: Array<{ id: string, code: string, name: string, level: number | null, parent: { id: string, name: string, parent: { id: string, name: string, parent: { id: string, name: string } | null } | null } | null, grade: { name: string } | null, below: { totalCount: number } }>, pageInfo: { hasNextPage: boolean } } };

export type DistributorListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  sort?: DistributorSort;
  filter?: DistributorFilter | null | undefined;
}>;


export type DistributorListQuery = { distributors: { nodes: Array<{ id: string, code: string, name: string, level: number | null, email: string | null, phone: string | null, language: string, grade: { name: string } | null, parent: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type DistributorPageQueryVariables = Exact<{
  id: string;
}>;


export type DistributorPageQuery = { distributor: { id: string, code: string, name: string, language: string, email: string | null, phone: string | null, address: string | null, level: number | null, grade: { name: string } | null, terms: { startEvent: StartEvent, rule: TermsRule, days: number, instalments: number, isOwn: boolean } | null, parent: { id: string, name: string } | null, contacts: Array<{ id: string, name: string, role: string | null, email: string | null, phone: string | null }>, children: { totalCount: number, nodes: Array<{ id: string, code: string, name: string, grade: { name: string } | null }> }, openItems: { totalCount: number, nodes: Array<{ id: string, number: string, dueOn: string, isOverdue: boolean, open: { amount: string, currency: string }, order: { id: string, number: string } | null }> }, latestOrders: { nodes: Array<{ id: string, number: string, orderedOn: string, state: OrderState, total: { amount: string, currency: string } }> }, assignments: Array<{ sinceAt: string, untilAt: string | null, user: { id: string, name: string } | null }> } | null };

export type DistributorMoneyQueryVariables = Exact<{
  id: string;
  banking: boolean;
}>;


export type DistributorMoneyQuery = { distributor: { id: string, positions: Array<{ currency: string, owed: { amount: string, currency: string }, earned: { amount: string, currency: string }, reserved: { amount: string, currency: string } }>, statements: { nodes: Array<{ id: string, number: string, state: StatementState, periodStart: string, periodEnd: string, owedClosing: { amount: string, currency: string }, earnedClosing: { amount: string, currency: string } }> }, commissionLines: { nodes: Array<{ id: string, kind: CommissionKind, earnedOn: string, amount: { amount: string, currency: string }, seller: { id: string, name: string } | null, order: { id: string, number: string } | null }> }, payouts: { nodes: Array<{ id: string, state: PayoutItemState, createdAt: string, amount: { amount: string, currency: string }, batch: { id: string, number: string } | null }> }, payeeAccounts: Array<{ id: string, rail: string, providerAccount?: string, currency: string, state: PayeeAccountState, holdReason: string | null }> } | null };

export type SellersFragment = { id: string, assignments: Array<{ sinceAt: string, untilAt: string | null, user: { id: string, name: string } | null }> };

export type AssignableQueryVariables = Exact<{
  id: string;
}>;


export type AssignableQuery = { distributor: { id: string, assignable: Array<{ id: string, name: string }> } | null };

export type AssignDistributorMutationVariables = Exact<{
  input: AssignDistributorInput;
}>;


export type AssignDistributorMutation = { assignDistributor:
    | { __typename: 'AssignedDistributor', distributor: { id: string, assignments: Array<{ sinceAt: string, untilAt: string | null, user: { id: string, name: string } | null }> } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type UnassignDistributorMutationVariables = Exact<{
  input: UnassignDistributorInput;
}>;


export type UnassignDistributorMutation = { unassignDistributor:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'UnassignedDistributor', distributor: { id: string, assignments: Array<{ sinceAt: string, untilAt: string | null, user: { id: string, name: string } | null }> } | null }
   | null };

export type OnlookersQueryVariables = Exact<{
  id: string;
}>;


export type OnlookersQuery = { distributor: { id: string, onlookers: Array<{ name: string, role: string, sinceAt: string, untilAt: string | null, user: { id: string } | null, through: { id: string, name: string } | null }> } | null };

export type ImportRunListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  sort?: ImportRunSort;
  filter?: ImportRunFilter | null | undefined;
}>;


export type ImportRunListQuery = { importRuns: { nodes: Array<{ id: string, fileName: string, sizeBytes: number, adapter: string, state: ImportState, rowsRead: number, ordersRead: number, ordersLoaded: number, ordersUpdated: number, ordersUnchanged: number, ordersQuarantined: number, returnsLoaded: number, refusal: string | null, startedAt: string, finishedAt: string | null, channel: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type RunFieldsFragment = { id: string, fileName: string, sizeBytes: number, adapter: string, state: ImportState, rowsRead: number, ordersRead: number, ordersLoaded: number, ordersUpdated: number, ordersUnchanged: number, ordersQuarantined: number, returnsLoaded: number, refusal: string | null, startedAt: string, finishedAt: string | null, channel: { id: string, name: string } | null };

export type ImportRunPageQueryVariables = Exact<{
  id: string;
}>;


export type ImportRunPageQuery = { importRun: { sha256: string, adapterVersion: string, id: string, fileName: string, sizeBytes: number, adapter: string, state: ImportState, rowsRead: number, ordersRead: number, ordersLoaded: number, ordersUpdated: number, ordersUnchanged: number, ordersQuarantined: number, returnsLoaded: number, refusal: string | null, startedAt: string, finishedAt: string | null, waiting: { totalCount: number, nodes: Array<{ id: string, rowNumber: number, externalId: string | null, field: string, reason: string, message: string, original: string, fields: unknown, state: QuarantineState, createdAt: string, run: { id: string, fileName: string } | null, channel: { id: string, name: string } | null }> }, channel: { id: string, name: string } | null } | null };

export type ImportRunChangedSubscriptionVariables = Exact<{
  id: string;
}>;


export type ImportRunChangedSubscription = { importRunChanged: { id: string, state: ImportState, waiting: { totalCount: number } } | null };

export type QuarantineFieldsFragment = { id: string, rowNumber: number, externalId: string | null, field: string, reason: string, message: string, original: string, fields: unknown, state: QuarantineState, createdAt: string, run: { id: string, fileName: string } | null, channel: { id: string, name: string } | null };

export type QuarantineListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  sort?: QuarantinedRowSort;
  filter?: QuarantinedRowFilter | null | undefined;
}>;


export type QuarantineListQuery = { quarantinedRows: { totalCount: number, nodes: Array<{ id: string, rowNumber: number, externalId: string | null, field: string, reason: string, message: string, original: string, fields: unknown, state: QuarantineState, createdAt: string, run: { id: string, fileName: string } | null, channel: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type PreviewImportMutationVariables = Exact<{
  input: PreviewImportInput;
}>;


export type PreviewImportMutation = { previewImport:
    | { __typename: 'ImportPreview', layouts: Array<string>, rowsRead: number, isWhole: boolean, ordersRead: number, ordersUnchanged: number, faultyRows: number, faults: Array<{ rowNumber: number, field: string, code: string, message: string }>, sample: Array<{ rowNumber: number, fields: Array<{ field: string, value: string }> }> }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type ImportOrdersMutationVariables = Exact<{
  input: ImportOrdersInput;
}>;


export type ImportOrdersMutation = { importOrders:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'StartedTask', task: { id: string, subject:
          | { __typename: 'Application', id: string }
          | { __typename: 'AuditEntry', id: string }
          | { __typename: 'Brand', id: string }
          | { __typename: 'Channel', id: string }
          | { __typename: 'CommissionLine', id: string }
          | { __typename: 'CommissionPlan', id: string }
          | { __typename: 'Contact', id: string }
          | { __typename: 'CreditNote', id: string }
          | { __typename: 'Distributor', id: string }
          | { __typename: 'IdentityProvider', id: string }
          | { __typename: 'ImportRun', id: string }
          | { __typename: 'Order', id: string }
          | { __typename: 'OrderLine', id: string }
          | { __typename: 'Party', id: string }
          | { __typename: 'PayeeAccount', id: string }
          | { __typename: 'PaymentLink', id: string }
          | { __typename: 'PayoutBatch', id: string }
          | { __typename: 'PayoutItem', id: string }
          | { __typename: 'Product', id: string }
          | { __typename: 'Program', id: string }
          | { __typename: 'QuarantinedRow', id: string }
          | { __typename: 'Receipt', id: string }
          | { __typename: 'Receivable', id: string }
          | { __typename: 'Refund', id: string }
          | { __typename: 'Return', id: string }
          | { __typename: 'ReturnLine', id: string }
          | { __typename: 'SettlementRun', id: string }
          | { __typename: 'Shipment', id: string }
          | { __typename: 'Statement', id: string }
          | { __typename: 'Task', id: string }
          | { __typename: 'User', id: string }
          | { __typename: 'WebhookDelivery', id: string }
          | { __typename: 'WebhookEndpoint', id: string }
          | { __typename: 'WebhookMessage', id: string }
         | null } | null }
   | null };

export type CorrectRowMutationVariables = Exact<{
  input: CorrectQuarantinedRowInput;
}>;


export type CorrectRowMutation = { correctQuarantinedRow:
    | { __typename: 'CorrectedRow', isLoaded: boolean, reasons: Array<{ rowNumber: number, field: string, code: string, message: string }>, row: { id: string, rowNumber: number, externalId: string | null, field: string, reason: string, message: string, original: string, fields: unknown, state: QuarantineState, createdAt: string, run: { id: string, fileName: string } | null, channel: { id: string, name: string } | null } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type DismissRowsMutationVariables = Exact<{
  input: DismissQuarantinedRowsInput;
}>;


export type DismissRowsMutation = { dismissQuarantinedRows:
    | { __typename: 'DismissedRows', count: number, rows: Array<{ id: string, state: QuarantineState }> }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type OrderListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  sort?: OrderSort;
  filter?: OrderFilter | null | undefined;
}>;


export type OrderListQuery = { orders: { nodes: Array<{ id: string, number: string, externalId: string, kind: OrderKind, mode: OrderMode, state: OrderState, orderedOn: string, shippedOn: string | null, deliveredOn: string | null, channel: { id: string, name: string } | null, distributor: { id: string, code: string, name: string } | null, debtor: { id: string, name: string } | null, goods: { amount: string, currency: string }, discount: { amount: string, currency: string }, tax: { amount: string, currency: string }, freight: { amount: string, currency: string }, total: { amount: string, currency: string } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type OrderPageQueryVariables = Exact<{
  id: string;
  money: boolean;
}>;


export type OrderPageQuery = { order: { id: string, number: string, externalId: string, kind: OrderKind, mode: OrderMode, state: OrderState, orderedAt: string, orderedOn: string, shippedOn: string | null, deliveredOn: string | null, billableOn: string | null, consumerTotal: { amount: string, currency: string } | null, channel: { id: string, name: string } | null, importRun: { id: string, fileName: string } | null, distributor: { id: string, code: string, name: string } | null, creditor: { id: string, name: string } | null, debtor: { id: string, name: string } | null, lines: { nodes: Array<{ id: string, position: number, sku: string, name: string, quantity: number, assignedQuantity: number, unitPrice: { amount: string, currency: string }, goods: { amount: string, currency: string }, discount: { amount: string, currency: string }, net: { amount: string, currency: string }, tax: { amount: string, currency: string } }>, pageInfo: { hasNextPage: boolean } }, shipments: { nodes: Array<{ id: string, state: ShipmentState, carrier: string | null, trackingNumber: string | null, shippedOn: string | null, deliveredOn: string | null, returnedOn: string | null, lines: Array<{ quantity: number, orderLine: { id: string, name: string } | null }> }> }, receivables: { nodes: Array<{ id: string, number: string, instalment: number, dueOn: string, isOverdue: boolean, total: { amount: string, currency: string }, open: { amount: string, currency: string }, debtor: { id: string, name: string } | null, creditor: { id: string, name: string } | null }> }, returns: { nodes: Array<{ id: string, externalId: string, returnedOn: string, total: { amount: string, currency: string }, creditNote: { id: string, number: string } | null, lines: Array<{ id: string, quantity: number, orderLine: { id: string, name: string } | null }> }> }, commissionLines?: { nodes: Array<{ id: string, kind: CommissionKind, depth: number, earnedOn: string, rate: string | null, base: { amount: string, currency: string }, amount: { amount: string, currency: string }, beneficiary: { id: string, name: string } | null, orderLine: { id: string, name: string } | null }> }, goods: { amount: string, currency: string }, discount: { amount: string, currency: string }, tax: { amount: string, currency: string }, freight: { amount: string, currency: string }, total: { amount: string, currency: string } } | null };

export type RecordShipmentMutationVariables = Exact<{
  input: RecordShipmentInput;
}>;


export type RecordShipmentMutation = { recordShipment:
    | { __typename: 'RecordedShipment', shipment: { id: string } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type UpdateShipmentMutationVariables = Exact<{
  input: UpdateShipmentInput;
}>;


export type UpdateShipmentMutation = { updateShipment:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'UpdatedShipment', shipment: { id: string } | null }
   | null };

export type PayoutBatchListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  sort?: PayoutBatchSort;
  filter?: PayoutBatchFilter | null | undefined;
}>;


export type PayoutBatchListQuery = { payoutBatches: { nodes: Array<{ id: string, number: string, state: PayoutBatchState, itemCount: number, createdAt: string, releasedAt: string | null, completedAt: string | null, total: { amount: string, currency: string }, maker: { id: string, name: string } | null, checker: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type PayoutBatchPageQueryVariables = Exact<{
  id: string;
}>;


export type PayoutBatchPageQuery = { viewer: { user: { id: string } | null }, payoutBatch: { rail: string, currency: string, itemsSha256: string | null, cancelReason: string | null, submittedAt: string | null, id: string, number: string, state: PayoutBatchState, itemCount: number, createdAt: string, releasedAt: string | null, completedAt: string | null, minimum: { amount: string, currency: string }, paid: { totalCount: number }, failed: { totalCount: number }, cancelled: { totalCount: number }, unknown: { totalCount: number }, sending: { totalCount: number }, ready: { totalCount: number }, total: { amount: string, currency: string }, maker: { id: string, name: string } | null, checker: { id: string, name: string } | null } | null };

export type PayoutBatchChangedSubscriptionVariables = Exact<{
  id: string;
}>;


export type PayoutBatchChangedSubscription = { payoutBatchChanged: { id: string, state: PayoutBatchState, paid: { totalCount: number }, failed: { totalCount: number }, unknown: { totalCount: number }, ready: { totalCount: number } } | null };

export type PayoutItemsQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: PayoutItemFilter | null | undefined;
}>;


export type PayoutItemsQuery = { payoutBatch: { id: string, items: { totalCount: number, nodes: Array<{ id: string, state: PayoutItemState, waitingReason: string | null, failure: string | null, attemptedAt: string | null, resolvedAt: string | null, providerTransferId: string | null, amount: { amount: string, currency: string }, distributor: { id: string, code: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } } | null };

export type PayoutCurrenciesQueryVariables = Exact<{ [key: string]: never; }>;


export type PayoutCurrenciesQuery = { brand: { id: string, currency: string } };

export type PreviewPayoutMutationVariables = Exact<{
  input: PreviewPayoutInput;
}>;


export type PreviewPayoutMutation = { previewPayout:
    | { __typename: 'PayoutPreview', payable: number, total: { amount: string, currency: string }, lines: Array<{ isPayable: boolean, reasons: Array<PayoutObstacle>, amount: { amount: string, currency: string }, distributor: { id: string, code: string, name: string, payeeAccounts: Array<{ id: string, currency: string, state: PayeeAccountState, holdReason: string | null }> } | null }> }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type PreparePayoutBatchMutationVariables = Exact<{
  input: PreparePayoutBatchInput;
}>;


export type PreparePayoutBatchMutation = { preparePayoutBatch:
    | { __typename: 'PreparedPayoutBatch', payoutBatch: { id: string } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type SubmitPayoutBatchMutationVariables = Exact<{
  input: SubmitPayoutBatchInput;
}>;


export type SubmitPayoutBatchMutation = { submitPayoutBatch:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'SubmittedPayoutBatch', payoutBatch: { id: string, state: PayoutBatchState } | null }
   | null };

export type ReleasePayoutBatchMutationVariables = Exact<{
  input: ReleasePayoutBatchInput;
}>;


export type ReleasePayoutBatchMutation = { releasePayoutBatch:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'ReleasedPayoutBatch', payoutBatch: { id: string, state: PayoutBatchState } | null }
   | null };

export type CancelPayoutBatchMutationVariables = Exact<{
  input: CancelPayoutBatchInput;
}>;


export type CancelPayoutBatchMutation = { cancelPayoutBatch:
    | { __typename: 'CancelledPayoutBatch', cancelled: number, payoutBatch: { id: string, state: PayoutBatchState } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type BatchSummaryFragment = { id: string, number: string, state: PayoutBatchState, itemCount: number, createdAt: string, releasedAt: string | null, completedAt: string | null, total: { amount: string, currency: string }, maker: { id: string, name: string } | null, checker: { id: string, name: string } | null };

export type ProfileQueryVariables = Exact<{ [key: string]: never; }>;


export type ProfileQuery = { viewer: { today: string, user: { id: string, name: string, email: string, language: string } | null }, brand: { id: string, name: string, slug: string, timeZone: string, currency: string } };

export type ProgramFieldsFragment = { id: string, name: string, clientId: string, kind: ProgramKind, scope: string, roles: string, redirectUris: string, isPublic: boolean, isFirstParty: boolean, createdAt: string, usedAt: string | null, formerUntil: string | null, disabledAt: string | null, distributor: { id: string, code: string, name: string } | null };

export type ProgramListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  sort?: ProgramSort;
  filter?: ProgramFilter | null | undefined;
}>;


export type ProgramListQuery = { programs: { nodes: Array<{ id: string, name: string, clientId: string, kind: ProgramKind, scope: string, roles: string, redirectUris: string, isPublic: boolean, isFirstParty: boolean, createdAt: string, usedAt: string | null, formerUntil: string | null, disabledAt: string | null, distributor: { id: string, code: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type CreateProgramMutationVariables = Exact<{
  input: CreateProgramInput;
}>;


export type CreateProgramMutation = { createProgram:
    | { __typename: 'ProgramCredentials', clientId: string, clientSecret: string | null, program: { id: string, name: string, clientId: string, kind: ProgramKind, scope: string, roles: string, redirectUris: string, isPublic: boolean, isFirstParty: boolean, createdAt: string, usedAt: string | null, formerUntil: string | null, disabledAt: string | null, distributor: { id: string, code: string, name: string } | null } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type RotateProgramSecretMutationVariables = Exact<{
  input: RotateProgramSecretInput;
}>;


export type RotateProgramSecretMutation = { rotateProgramSecret:
    | { __typename: 'ProgramCredentials', clientId: string, clientSecret: string | null, program: { id: string, name: string, clientId: string, kind: ProgramKind, scope: string, roles: string, redirectUris: string, isPublic: boolean, isFirstParty: boolean, createdAt: string, usedAt: string | null, formerUntil: string | null, disabledAt: string | null, distributor: { id: string, code: string, name: string } | null } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type DisableProgramMutationVariables = Exact<{
  input: DisableProgramInput;
}>;


export type DisableProgramMutation = { disableProgram:
    | { __typename: 'DisabledProgram', program: { id: string, name: string, clientId: string, kind: ProgramKind, scope: string, roles: string, redirectUris: string, isPublic: boolean, isFirstParty: boolean, createdAt: string, usedAt: string | null, formerUntil: string | null, disabledAt: string | null, distributor: { id: string, code: string, name: string } | null } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type IdentityProviderFieldsFragment = { id: string, name: string, kind: IdentityProviderKind, issuer: string, clientId: string, callbackPath: string, audience: IdentityProviderAudience, isRequired: boolean, factorValues: string, emailDomains: string, scopes: string, authorizeUrl: string | null, tokenUrl: string | null, userinfoUrl: string | null, subjectClaim: string, emailClaim: string, people: number, createdAt: string, changedAt: string, disabledAt: string | null };

export type IdentityProviderListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  sort?: IdentityProviderSort;
}>;


export type IdentityProviderListQuery = { identityProviders: { nodes: Array<{ id: string, name: string, kind: IdentityProviderKind, issuer: string, clientId: string, callbackPath: string, audience: IdentityProviderAudience, isRequired: boolean, factorValues: string, emailDomains: string, scopes: string, authorizeUrl: string | null, tokenUrl: string | null, userinfoUrl: string | null, subjectClaim: string, emailClaim: string, people: number, createdAt: string, changedAt: string, disabledAt: string | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type AddIdentityProviderMutationVariables = Exact<{
  input: AddIdentityProviderInput;
}>;


export type AddIdentityProviderMutation = { addIdentityProvider:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'SavedIdentityProvider', identityProvider: { id: string, name: string, kind: IdentityProviderKind, issuer: string, clientId: string, callbackPath: string, audience: IdentityProviderAudience, isRequired: boolean, factorValues: string, emailDomains: string, scopes: string, authorizeUrl: string | null, tokenUrl: string | null, userinfoUrl: string | null, subjectClaim: string, emailClaim: string, people: number, createdAt: string, changedAt: string, disabledAt: string | null } | null }
   | null };

export type ChangeIdentityProviderMutationVariables = Exact<{
  input: ChangeIdentityProviderInput;
}>;


export type ChangeIdentityProviderMutation = { changeIdentityProvider:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'SavedIdentityProvider', identityProvider: { id: string, name: string, kind: IdentityProviderKind, issuer: string, clientId: string, callbackPath: string, audience: IdentityProviderAudience, isRequired: boolean, factorValues: string, emailDomains: string, scopes: string, authorizeUrl: string | null, tokenUrl: string | null, userinfoUrl: string | null, subjectClaim: string, emailClaim: string, people: number, createdAt: string, changedAt: string, disabledAt: string | null } | null }
   | null };

export type RenewIdentityProviderSecretMutationVariables = Exact<{
  input: RenewIdentityProviderSecretInput;
}>;


export type RenewIdentityProviderSecretMutation = { renewIdentityProviderSecret:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'SavedIdentityProvider', identityProvider: { id: string, name: string, kind: IdentityProviderKind, issuer: string, clientId: string, callbackPath: string, audience: IdentityProviderAudience, isRequired: boolean, factorValues: string, emailDomains: string, scopes: string, authorizeUrl: string | null, tokenUrl: string | null, userinfoUrl: string | null, subjectClaim: string, emailClaim: string, people: number, createdAt: string, changedAt: string, disabledAt: string | null } | null }
   | null };

export type SwitchIdentityProviderMutationVariables = Exact<{
  input: SwitchIdentityProviderInput;
}>;


export type SwitchIdentityProviderMutation = { switchIdentityProvider:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'SavedIdentityProvider', identityProvider: { id: string, name: string, kind: IdentityProviderKind, issuer: string, clientId: string, callbackPath: string, audience: IdentityProviderAudience, isRequired: boolean, factorValues: string, emailDomains: string, scopes: string, authorizeUrl: string | null, tokenUrl: string | null, userinfoUrl: string | null, subjectClaim: string, emailClaim: string, people: number, createdAt: string, changedAt: string, disabledAt: string | null } | null }
   | null };

export type TestIdentityProviderMutationVariables = Exact<{
  input: TestIdentityProviderInput;
}>;


export type TestIdentityProviderMutation = { testIdentityProvider:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'TestedIdentityProvider', authorizeUrl: string, keys: number, saysIssuer: boolean }
   | null };

export type ReceiptListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  sort?: ReceiptSort;
  filter?: ReceiptFilter | null | undefined;
}>;


export type ReceiptListQuery = { receipts: { nodes: Array<{ id: string, provider: string, providerPaymentId: string, state: ReceiptState, receivedOn: string | null, bookedOn: string | null, createdAt: string, amount: { amount: string, currency: string }, fee: { amount: string, currency: string }, applied: { amount: string, currency: string }, refunded: { amount: string, currency: string }, unapplied: { amount: string, currency: string }, debtor: { id: string, name: string, distributor: { id: string } | null } | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type ReceiptFieldsFragment = { id: string, provider: string, providerPaymentId: string, state: ReceiptState, receivedOn: string | null, bookedOn: string | null, createdAt: string, amount: { amount: string, currency: string }, fee: { amount: string, currency: string }, applied: { amount: string, currency: string }, refunded: { amount: string, currency: string }, unapplied: { amount: string, currency: string }, debtor: { id: string, name: string, distributor: { id: string } | null } | null };

export type ReceiptDetailQueryVariables = Exact<{
  id: string;
}>;


export type ReceiptDetailQuery = { node:
    | { __typename: 'Application', id: string }
    | { __typename: 'AuditEntry', id: string }
    | { __typename: 'Brand', id: string }
    | { __typename: 'Channel', id: string }
    | { __typename: 'CommissionLine', id: string }
    | { __typename: 'CommissionPlan', id: string }
    | { __typename: 'Contact', id: string }
    | { __typename: 'CreditNote', id: string }
    | { __typename: 'Distributor', id: string }
    | { __typename: 'IdentityProvider', id: string }
    | { __typename: 'ImportRun', id: string }
    | { __typename: 'Order', id: string }
    | { __typename: 'OrderLine', id: string }
    | { __typename: 'Party', id: string }
    | { __typename: 'PayeeAccount', id: string }
    | { __typename: 'PaymentLink', id: string }
    | { __typename: 'PayoutBatch', id: string }
    | { __typename: 'PayoutItem', id: string }
    | { __typename: 'Product', id: string }
    | { __typename: 'Program', id: string }
    | { __typename: 'QuarantinedRow', id: string }
    | { __typename: 'Receipt', id: string, provider: string, providerPaymentId: string, state: ReceiptState, receivedOn: string | null, bookedOn: string | null, createdAt: string, applications: Array<{ id: string, appliedOn: string, amount: { amount: string, currency: string }, receivable: { id: string, number: string } }>, refunds: { nodes: Array<{ id: string, state: RefundState, reason: string, requestedOn: string, failure: string | null, amount: { amount: string, currency: string } }> }, amount: { amount: string, currency: string }, fee: { amount: string, currency: string }, applied: { amount: string, currency: string }, refunded: { amount: string, currency: string }, unapplied: { amount: string, currency: string }, debtor: { id: string, name: string, distributor: { id: string } | null } | null }
    | { __typename: 'Receivable', id: string }
    | { __typename: 'Refund', id: string }
    | { __typename: 'Return', id: string }
    | { __typename: 'ReturnLine', id: string }
    | { __typename: 'SettlementRun', id: string }
    | { __typename: 'Shipment', id: string }
    | { __typename: 'Statement', id: string }
    | { __typename: 'Task', id: string }
    | { __typename: 'User', id: string }
    | { __typename: 'WebhookDelivery', id: string }
    | { __typename: 'WebhookEndpoint', id: string }
    | { __typename: 'WebhookMessage', id: string }
   | null };

export type RefundReceiptMutationVariables = Exact<{
  input: RefundReceiptInput;
}>;


export type RefundReceiptMutation = { refundReceipt:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'RequestedRefund', refund: { id: string, state: RefundState } | null, receipt: { id: string, provider: string, providerPaymentId: string, state: ReceiptState, receivedOn: string | null, bookedOn: string | null, createdAt: string, amount: { amount: string, currency: string }, fee: { amount: string, currency: string }, applied: { amount: string, currency: string }, refunded: { amount: string, currency: string }, unapplied: { amount: string, currency: string }, debtor: { id: string, name: string, distributor: { id: string } | null } | null } | null }
   | null };

export type ReceivableListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  sort?: ReceivableSort;
  filter?: ReceivableFilter | null | undefined;
}>;


export type ReceivableListQuery = { receivables: { nodes: Array<{ id: string, number: string, instalment: number, issuedOn: string, dueOn: string, isOverdue: boolean, total: { amount: string, currency: string }, applied: { amount: string, currency: string }, open: { amount: string, currency: string }, order: { id: string, number: string } | null, creditor: { id: string, name: string } | null, debtor: { id: string, name: string, distributor: { id: string, code: string } | null } | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type ItemFieldsFragment = { id: string, number: string, instalment: number, issuedOn: string, dueOn: string, isOverdue: boolean, total: { amount: string, currency: string }, applied: { amount: string, currency: string }, open: { amount: string, currency: string }, order: { id: string, number: string } | null, creditor: { id: string, name: string } | null, debtor: { id: string, name: string, distributor: { id: string, code: string } | null } | null };

export type TodayQueryVariables = Exact<{ [key: string]: never; }>;


export type TodayQuery = { viewer: { today: string } };

export type CreateLinkMutationVariables = Exact<{
  input: CreatePaymentLinkInput;
}>;


export type CreateLinkMutation = { createPaymentLink:
    | { __typename: 'CreatedPaymentLink', payUrl: string, amount: { amount: string, currency: string }, paymentLink: { id: string, expiresAt: string } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type SettlementCalendarQueryVariables = Exact<{ [key: string]: never; }>;


export type SettlementCalendarQuery = { viewer: { today: string }, settlementRuns: { nodes: Array<{ id: string, periodStart: string, periodEnd: string, state: SettlementRunState, startedAt: string, closedAt: string | null, statementsCount: number }> } };

export type SettlementReadinessQueryVariables = Exact<{
  from: string;
  until: string;
  lastFrom: string;
}>;


export type SettlementReadinessQuery = { orders: { totalCount: number }, quarantinedRows: { totalCount: number }, importRuns: { totalCount: number }, receipts: { totalCount: number }, statements: { totalCount: number } };

export type PreviewMonthMutationVariables = Exact<{
  month: string;
}>;


export type PreviewMonthMutation = { previewMonth:
    | { __typename: 'MonthPreview', periodStart: string, periodEnd: string, isClosed: boolean, isOver: boolean, commissionLines: number, statements: number, totals: Array<{ currency: string, statements: number, owedOpening: { amount: string, currency: string }, owedMovement: { amount: string, currency: string }, owedClosing: { amount: string, currency: string }, earnedOpening: { amount: string, currency: string }, earnedMovement: { amount: string, currency: string }, earnedClosing: { amount: string, currency: string } }> }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type CloseMonthMutationVariables = Exact<{
  input: CloseMonthInput;
}>;


export type CloseMonthMutation = { closeMonth:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'StartedTask', task: { id: string } | null }
   | null };

export type StatementListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  sort?: StatementSort;
  filter?: StatementFilter | null | undefined;
}>;


export type StatementListQuery = { statements: { totalCount: number, nodes: Array<{ id: string, number: string, state: StatementState, currency: string, periodStart: string, periodEnd: string, issuedOn: string, isPrinted: boolean, counterpartyCode: string, counterpartyName: string, creditorName: string, answeredAt: string | null, disputeReason: string | null, owedOpening: { amount: string, currency: string }, owedMovement: { amount: string, currency: string }, owedClosing: { amount: string, currency: string }, earnedOpening: { amount: string, currency: string }, earnedMovement: { amount: string, currency: string }, earnedClosing: { amount: string, currency: string } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type StatementPageQueryVariables = Exact<{
  id: string;
}>;


export type StatementPageQuery = { statement: { id: string, number: string, state: StatementState, currency: string, periodStart: string, periodEnd: string, issuedOn: string, isPrinted: boolean, pdfSha256: string | null, answeredAt: string | null, disputeReason: string | null, creditorName: string, counterpartyCode: string, counterpartyName: string, ageing: Array<{ bucket: AgeingBucketName, items: number, open: { amount: string, currency: string } }>, run: { id: string, closedAt: string | null }, counterparty: { id: string, distributor: { id: string } | null } | null, owedOpening: { amount: string, currency: string }, owedMovement: { amount: string, currency: string }, owedClosing: { amount: string, currency: string }, earnedOpening: { amount: string, currency: string }, earnedMovement: { amount: string, currency: string }, earnedClosing: { amount: string, currency: string } } | null };

export type StatementChangedSubscriptionVariables = Exact<{
  id: string;
}>;


export type StatementChangedSubscription = { statementChanged: { id: string, state: StatementState, isPrinted: boolean, answeredAt: string | null } | null };

export type StatementLinesQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type StatementLinesQuery = { statement: { id: string, lines: { totalCount: number, nodes: Array<{ position: number, side: StatementSide, section: StatementSection, bookedOn: string, reference: string, detail: string | null, amount: { amount: string, currency: string }, subject:
          | { __typename: 'Application', id: string }
          | { __typename: 'AuditEntry', id: string }
          | { __typename: 'Brand', id: string }
          | { __typename: 'Channel', id: string }
          | { __typename: 'CommissionLine', id: string }
          | { __typename: 'CommissionPlan', id: string }
          | { __typename: 'Contact', id: string }
          | { __typename: 'CreditNote', id: string }
          | { __typename: 'Distributor', id: string }
          | { __typename: 'IdentityProvider', id: string }
          | { __typename: 'ImportRun', id: string }
          | { __typename: 'Order', id: string }
          | { __typename: 'OrderLine', id: string }
          | { __typename: 'Party', id: string }
          | { __typename: 'PayeeAccount', id: string }
          | { __typename: 'PaymentLink', id: string }
          | { __typename: 'PayoutBatch', id: string }
          | { __typename: 'PayoutItem', id: string }
          | { __typename: 'Product', id: string }
          | { __typename: 'Program', id: string }
          | { __typename: 'QuarantinedRow', id: string }
          | { __typename: 'Receipt', id: string }
          | { __typename: 'Receivable', id: string }
          | { __typename: 'Refund', id: string }
          | { __typename: 'Return', id: string }
          | { __typename: 'ReturnLine', id: string }
          | { __typename: 'SettlementRun', id: string }
          | { __typename: 'Shipment', id: string }
          | { __typename: 'Statement', id: string }
          | { __typename: 'Task', id: string }
          | { __typename: 'User', id: string }
          | { __typename: 'WebhookDelivery', id: string }
          | { __typename: 'WebhookEndpoint', id: string }
          | { __typename: 'WebhookMessage', id: string }
         | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type StatementCommissionQueryVariables = Exact<{
  id: string;
  first: number;
}>;


export type StatementCommissionQuery = { statement: { id: string, commissionLines: { totalCount: number, nodes: Array<{ id: string, kind: CommissionKind, depth: number, quantity: number, earnedOn: string, rate: string | null, base: { amount: string, currency: string }, unitGap: { amount: string, currency: string } | null, amount: { amount: string, currency: string }, order: { id: string, number: string } | null, orderLine: { id: string, name: string, sku: string } | null, seller: { id: string, name: string } | null }> } } | null };

export type TaskListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  sort?: TaskSort;
  filter?: TaskFilter | null | undefined;
}>;


export type TaskListQuery = { tasks: { nodes: Array<{ id: string, kind: TaskKind, title: string, state: TaskState, done: number, total: number | null, refusalCode: string | null, refusalMessage: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, startedBy: { id: string, name: string } | null, subject:
        | { __typename: 'Application', id: string }
        | { __typename: 'AuditEntry', id: string }
        | { __typename: 'Brand', id: string }
        | { __typename: 'Channel', id: string }
        | { __typename: 'CommissionLine', id: string }
        | { __typename: 'CommissionPlan', id: string }
        | { __typename: 'Contact', id: string }
        | { __typename: 'CreditNote', id: string }
        | { __typename: 'Distributor', id: string }
        | { __typename: 'IdentityProvider', id: string }
        | { __typename: 'ImportRun', id: string }
        | { __typename: 'Order', id: string }
        | { __typename: 'OrderLine', id: string }
        | { __typename: 'Party', id: string }
        | { __typename: 'PayeeAccount', id: string }
        | { __typename: 'PaymentLink', id: string }
        | { __typename: 'PayoutBatch', id: string }
        | { __typename: 'PayoutItem', id: string }
        | { __typename: 'Product', id: string }
        | { __typename: 'Program', id: string }
        | { __typename: 'QuarantinedRow', id: string }
        | { __typename: 'Receipt', id: string }
        | { __typename: 'Receivable', id: string }
        | { __typename: 'Refund', id: string }
        | { __typename: 'Return', id: string }
        | { __typename: 'ReturnLine', id: string }
        | { __typename: 'SettlementRun', id: string }
        | { __typename: 'Shipment', id: string }
        | { __typename: 'Statement', id: string }
        | { __typename: 'Task', id: string }
        | { __typename: 'User', id: string }
        | { __typename: 'WebhookDelivery', id: string }
        | { __typename: 'WebhookEndpoint', id: string }
        | { __typename: 'WebhookMessage', id: string }
       | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type WebhookEndpointFieldsFragment = { id: string, address: string, description: string, kinds: string, state: WebhookEndpointState, disabledBy: WebhookDisabledBy | null, succeededAt: string | null, failingSince: string | null, createdAt: string, createdBy: { id: string, name: string } | null };

export type WebhookDeliveryFieldsFragment = { id: string, webhookId: string, kind: string, state: WebhookDeliveryState, attemptsCount: number, nextAttemptAt: string | null, settledAt: string | null, lastStatus: number | null, createdAt: string, endpoint: { id: string, address: string, description: string, state: WebhookEndpointState } | null };

export type WebhookEndpointListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  sort?: WebhookEndpointSort;
}>;


export type WebhookEndpointListQuery = { webhookEndpoints: { nodes: Array<{ id: string, address: string, description: string, kinds: string, state: WebhookEndpointState, disabledBy: WebhookDisabledBy | null, succeededAt: string | null, failingSince: string | null, createdAt: string, createdBy: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type WebhookDeliveryListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  sort?: WebhookDeliverySort;
  filter?: WebhookDeliveryFilter | null | undefined;
}>;


export type WebhookDeliveryListQuery = { webhookDeliveries: { nodes: Array<{ id: string, webhookId: string, kind: string, state: WebhookDeliveryState, attemptsCount: number, nextAttemptAt: string | null, settledAt: string | null, lastStatus: number | null, createdAt: string, endpoint: { id: string, address: string, description: string, state: WebhookEndpointState } | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type WebhookDeliveryDetailQueryVariables = Exact<{
  id: string;
}>;


export type WebhookDeliveryDetailQuery = { webhookDelivery: { id: string, webhookId: string, kind: string, state: WebhookDeliveryState, attemptsCount: number, nextAttemptAt: string | null, settledAt: string | null, lastStatus: number | null, createdAt: string, message: { id: string, body: string } | null, attempts: Array<{ number: number, begunAt: string, endedAt: string | null, milliseconds: number | null, status: number | null, fault: WebhookFault | null, response: string | null }>, endpoint: { id: string, address: string, description: string, state: WebhookEndpointState } | null } | null };

export type CreateWebhookEndpointMutationVariables = Exact<{
  input: CreateWebhookEndpointInput;
}>;


export type CreateWebhookEndpointMutation = { createWebhookEndpoint:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'WebhookEndpointSecret', secret: string, webhookEndpoint: { id: string, address: string, description: string, kinds: string, state: WebhookEndpointState, disabledBy: WebhookDisabledBy | null, succeededAt: string | null, failingSince: string | null, createdAt: string, createdBy: { id: string, name: string } | null } | null }
   | null };

export type UpdateWebhookEndpointMutationVariables = Exact<{
  input: UpdateWebhookEndpointInput;
}>;


export type UpdateWebhookEndpointMutation = { updateWebhookEndpoint:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'SavedWebhookEndpoint', webhookEndpoint: { id: string, address: string, description: string, kinds: string, state: WebhookEndpointState, disabledBy: WebhookDisabledBy | null, succeededAt: string | null, failingSince: string | null, createdAt: string, createdBy: { id: string, name: string } | null } | null }
   | null };

export type RotateWebhookSecretMutationVariables = Exact<{
  input: RotateWebhookSecretInput;
}>;


export type RotateWebhookSecretMutation = { rotateWebhookSecret:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'WebhookEndpointSecret', secret: string }
   | null };

export type DeleteWebhookEndpointMutationVariables = Exact<{
  input: DeleteWebhookEndpointInput;
}>;


export type DeleteWebhookEndpointMutation = { deleteWebhookEndpoint:
    | { __typename: 'DeletedWebhookEndpoint', endpointId: string }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type SendTestWebhookMutationVariables = Exact<{
  input: SendTestWebhookInput;
}>;


export type SendTestWebhookMutation = { sendTestWebhook:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'SentTestWebhook', webhookDelivery: { id: string, webhookId: string, kind: string, state: WebhookDeliveryState, attemptsCount: number, nextAttemptAt: string | null, settledAt: string | null, lastStatus: number | null, createdAt: string, endpoint: { id: string, address: string, description: string, state: WebhookEndpointState } | null } | null }
   | null };

export type ReplayWebhookDeliveryMutationVariables = Exact<{
  input: ReplayWebhookDeliveryInput;
}>;


export type ReplayWebhookDeliveryMutation = { replayWebhookDelivery:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'ReplayedWebhookDelivery', webhookDelivery: { id: string, webhookId: string, kind: string, state: WebhookDeliveryState, attemptsCount: number, nextAttemptAt: string | null, settledAt: string | null, lastStatus: number | null, createdAt: string, endpoint: { id: string, address: string, description: string, state: WebhookEndpointState } | null } | null }
   | null };

export type ReplayFailedWebhooksMutationVariables = Exact<{
  input: ReplayFailedWebhooksInput;
}>;


export type ReplayFailedWebhooksMutation = { replayFailedWebhooks:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'ReplayedFailedWebhooks', deliveries: number }
   | null };

export type WhyNotFragment = { code: string, message: string };

export type EarnedLineFragment = { id: string, kind: CommissionKind, depth: number, earnedOn: string, quantity: number, rate: string | null, base: { amount: string, currency: string }, unitGap: { amount: string, currency: string } | null, amount: { amount: string, currency: string }, seller: { id: string, name: string } | null, beneficiary: { id: string, name: string } | null, order: { id: string, number: string } | null, orderLine: { id: string, name: string } | null };

export type MyEarningsQueryVariables = Exact<{ [key: string]: never; }>;


export type MyEarningsQuery = { viewer: { today: string, distributor: { id: string, positions: Array<{ currency: string, earned: { amount: string, currency: string }, reserved: { amount: string, currency: string } }>, payeeAccounts: Array<{ id: string, rail: string, providerAccount: string, currency: string, state: PayeeAccountState, holdReason: string | null }> } | null } };

export type MyCommissionQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: CommissionLineFilter | null | undefined;
}>;


export type MyCommissionQuery = { viewer: { distributor: { id: string, commissionLines: { nodes: Array<{ id: string, kind: CommissionKind, depth: number, earnedOn: string, quantity: number, rate: string | null, base: { amount: string, currency: string }, unitGap: { amount: string, currency: string } | null, amount: { amount: string, currency: string }, seller: { id: string, name: string } | null, beneficiary: { id: string, name: string } | null, order: { id: string, number: string } | null, orderLine: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null } };

export type MyPayoutsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyPayoutsQuery = { viewer: { distributor: { id: string, payouts: { nodes: Array<{ id: string, state: PayoutItemState, createdAt: string, resolvedAt: string | null, destination: string, failure: string | null, amount: { amount: string, currency: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null } };

export type MyHomeQueryVariables = Exact<{
  money: boolean;
}>;


export type MyHomeQuery = { viewer: { today: string, distributor: { id: string, name: string, grade: { name: string } | null, positions?: Array<{ currency: string, owed: { amount: string, currency: string }, earned: { amount: string, currency: string }, reserved: { amount: string, currency: string } }>, statements?: { totalCount: number, nodes: Array<{ id: string, number: string, periodStart: string, periodEnd: string, creditorName: string, owedClosing: { amount: string, currency: string } }> }, orders: { nodes: Array<{ id: string, number: string, kind: OrderKind, state: OrderState, mode: OrderMode, orderedOn: string, shippedOn: string | null, total: { amount: string, currency: string }, distributor: { id: string, name: string } | null }> } } | null } };

export type MyNetworkQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: DistributorFilter | null | undefined;
}>;


export type MyNetworkQuery = { distributors: { nodes: Array<{ id: string, code: string, name: string, level: number | null, grade: { name: string } | null, parent: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type MyPlaceQueryVariables = Exact<{ [key: string]: never; }>;


export type MyPlaceQuery = { viewer: { sides: Array<{ party: string, code: string, name: string, isDistributor: boolean, isCurrent: boolean }>, user: { id: string, name: string, email: string } | null, distributor: { id: string, code: string, name: string, level: number | null, email: string | null, phone: string | null, address: string | null, grade: { name: string } | null, parent: { id: string, name: string } | null } | null } };

export type MyMemberQueryVariables = Exact<{
  id: string;
  money: boolean;
}>;


export type MyMemberQuery = { distributor: { id: string, code: string, name: string, level: number | null, phone: string | null, email: string | null, address: string | null, grade: { name: string } | null, parent: { id: string, name: string } | null, contacts: Array<{ id: string, name: string, role: string | null, phone: string | null, email: string | null }>, orders: { nodes: Array<{ id: string, number: string, kind: OrderKind, state: OrderState, mode: OrderMode, orderedOn: string, shippedOn: string | null, total: { amount: string, currency: string }, distributor: { id: string, name: string } | null }> }, children: { nodes: Array<{ id: string, code: string, name: string, grade: { name: string } | null }> }, statements?: { nodes: Array<{ id: string, number: string, state: StatementState, periodStart: string, periodEnd: string, creditorName: string, counterpartyName: string, owedClosing: { amount: string, currency: string }, earnedClosing: { amount: string, currency: string } }> } } | null };

export type OrderRowFragment = { id: string, number: string, kind: OrderKind, state: OrderState, mode: OrderMode, orderedOn: string, shippedOn: string | null, total: { amount: string, currency: string }, distributor: { id: string, name: string } | null };

export type MyOrdersQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  sort?: OrderSort;
  filter?: OrderFilter | null | undefined;
}>;


export type MyOrdersQuery = { orders: { nodes: Array<{ id: string, number: string, kind: OrderKind, state: OrderState, mode: OrderMode, orderedOn: string, shippedOn: string | null, total: { amount: string, currency: string }, distributor: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type MyOrderQueryVariables = Exact<{
  id: string;
  money: boolean;
}>;


export type MyOrderQuery = { viewer: { distributor: { id: string } | null }, order: { externalId: string, orderedAt: string, billableOn: string | null, deliveredOn: string | null, id: string, number: string, kind: OrderKind, state: OrderState, mode: OrderMode, orderedOn: string, shippedOn: string | null, lines: { nodes: Array<{ id: string, sku: string, name: string, quantity: number, assignedQuantity: number, unitPrice: { amount: string, currency: string }, net: { amount: string, currency: string } }> }, shipments: { nodes: Array<{ id: string, state: ShipmentState, carrier: string | null, trackingNumber: string | null, shippedOn: string | null, deliveredOn: string | null, returnedOn: string | null, lines: Array<{ quantity: number, orderLine: { id: string, name: string } | null }> }> }, receivables: { nodes: Array<{ id: string, number: string, instalment: number, dueOn: string, isOverdue: boolean, creditorName: string, total: { amount: string, currency: string }, open: { amount: string, currency: string }, debtor: { id: string, name: string } | null }> }, returns: { nodes: Array<{ id: string, returnedOn: string, total: { amount: string, currency: string }, creditNote: { id: string, number: string } | null }> }, commissionLines?: { nodes: Array<{ id: string, kind: CommissionKind, depth: number, earnedOn: string, quantity: number, rate: string | null, base: { amount: string, currency: string }, unitGap: { amount: string, currency: string } | null, amount: { amount: string, currency: string }, seller: { id: string, name: string } | null, beneficiary: { id: string, name: string } | null, order: { id: string, number: string } | null, orderLine: { id: string, name: string } | null }> }, total: { amount: string, currency: string }, distributor: { id: string, name: string } | null, goods: { amount: string, currency: string }, discount: { amount: string, currency: string }, tax: { amount: string, currency: string }, freight: { amount: string, currency: string } } | null };

export type OpenItemFragment = { id: string, number: string, instalment: number, dueOn: string, isOverdue: boolean, creditorName: string, total: { amount: string, currency: string }, open: { amount: string, currency: string }, debtor: { id: string, name: string } | null };

export type MyOpenItemsQueryVariables = Exact<{
  after?: string | null | undefined;
  isToBrand: boolean;
}>;


export type MyOpenItemsQuery = { viewer: { today: string, distributor: { id: string, receivables: { nodes: Array<{ id: string, number: string, instalment: number, dueOn: string, isOverdue: boolean, creditorName: string, order: { id: string, number: string } | null, total: { amount: string, currency: string }, open: { amount: string, currency: string }, debtor: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null } };

export type MyPaymentLinksQueryVariables = Exact<{ [key: string]: never; }>;


export type MyPaymentLinksQuery = { paymentLinks: { nodes: Array<{ id: string, createdAt: string, expiresAt: string, amount: { amount: string, currency: string }, debtor: { id: string } | null }> } };

export type MyPaymentLinkQueryVariables = Exact<{
  id: string;
}>;


export type MyPaymentLinkQuery = { node:
    | { __typename: 'Application', id: string }
    | { __typename: 'AuditEntry', id: string }
    | { __typename: 'Brand', id: string }
    | { __typename: 'Channel', id: string }
    | { __typename: 'CommissionLine', id: string }
    | { __typename: 'CommissionPlan', id: string }
    | { __typename: 'Contact', id: string }
    | { __typename: 'CreditNote', id: string }
    | { __typename: 'Distributor', id: string }
    | { __typename: 'IdentityProvider', id: string }
    | { __typename: 'ImportRun', id: string }
    | { __typename: 'Order', id: string }
    | { __typename: 'OrderLine', id: string }
    | { __typename: 'Party', id: string }
    | { __typename: 'PayeeAccount', id: string }
    | { __typename: 'PaymentLink', state: PaymentLinkState, expiresAt: string, id: string, creditor: { id: string, name: string } | null, amount: { amount: string, currency: string }, items: Array<{ amount: { amount: string, currency: string }, receivable: { id: string, number: string, instalment: number, dueOn: string, isOverdue: boolean, creditorName: string, total: { amount: string, currency: string }, open: { amount: string, currency: string }, debtor: { id: string, name: string } | null } | null }>, receipts: { nodes: Array<{ id: string, state: ReceiptState, receivedOn: string | null, amount: { amount: string, currency: string } }> } }
    | { __typename: 'PayoutBatch', id: string }
    | { __typename: 'PayoutItem', id: string }
    | { __typename: 'Product', id: string }
    | { __typename: 'Program', id: string }
    | { __typename: 'QuarantinedRow', id: string }
    | { __typename: 'Receipt', id: string }
    | { __typename: 'Receivable', id: string }
    | { __typename: 'Refund', id: string }
    | { __typename: 'Return', id: string }
    | { __typename: 'ReturnLine', id: string }
    | { __typename: 'SettlementRun', id: string }
    | { __typename: 'Shipment', id: string }
    | { __typename: 'Statement', id: string }
    | { __typename: 'Task', id: string }
    | { __typename: 'User', id: string }
    | { __typename: 'WebhookDelivery', id: string }
    | { __typename: 'WebhookEndpoint', id: string }
    | { __typename: 'WebhookMessage', id: string }
   | null };

export type CreateMyLinkMutationVariables = Exact<{
  input: CreatePaymentLinkInput;
}>;


export type CreateMyLinkMutation = { createPaymentLink:
    | { __typename: 'CreatedPaymentLink', payUrl: string, paymentLink: { id: string } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type StatementRowFragment = { id: string, number: string, state: StatementState, periodStart: string, periodEnd: string, creditorName: string, counterpartyName: string, owedClosing: { amount: string, currency: string }, earnedClosing: { amount: string, currency: string } };

export type MyStatementsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: StatementFilter | null | undefined;
}>;


export type MyStatementsQuery = { viewer: { distributor: { id: string, statements: { nodes: Array<{ id: string, number: string, state: StatementState, periodStart: string, periodEnd: string, creditorName: string, counterpartyName: string, owedClosing: { amount: string, currency: string }, earnedClosing: { amount: string, currency: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null } };

export type MyStatementQueryVariables = Exact<{
  id: string;
}>;


export type MyStatementQuery = { viewer: { distributor: { id: string, name: string } | null }, statement: { issuedOn: string, answeredAt: string | null, disputeReason: string | null, isPrinted: boolean, id: string, number: string, state: StatementState, periodStart: string, periodEnd: string, creditorName: string, counterpartyName: string, counterparty: { id: string, distributor: { id: string } | null } | null, lines: { nodes: Array<{ position: number, side: StatementSide, section: StatementSection, bookedOn: string, reference: string, detail: string | null, amount: { amount: string, currency: string }, subject:
          | { __typename: 'Application', id: string }
          | { __typename: 'AuditEntry', id: string }
          | { __typename: 'Brand', id: string }
          | { __typename: 'Channel', id: string }
          | { __typename: 'CommissionLine', id: string }
          | { __typename: 'CommissionPlan', id: string }
          | { __typename: 'Contact', id: string }
          | { __typename: 'CreditNote', id: string }
          | { __typename: 'Distributor', id: string }
          | { __typename: 'IdentityProvider', id: string }
          | { __typename: 'ImportRun', id: string }
          | { __typename: 'Order', id: string }
          | { __typename: 'OrderLine', id: string }
          | { __typename: 'Party', id: string }
          | { __typename: 'PayeeAccount', id: string }
          | { __typename: 'PaymentLink', id: string }
          | { __typename: 'PayoutBatch', id: string }
          | { __typename: 'PayoutItem', id: string }
          | { __typename: 'Product', id: string }
          | { __typename: 'Program', id: string }
          | { __typename: 'QuarantinedRow', id: string }
          | { __typename: 'Receipt', id: string }
          | { __typename: 'Receivable', id: string }
          | { __typename: 'Refund', id: string }
          | { __typename: 'Return', id: string }
          | { __typename: 'ReturnLine', id: string }
          | { __typename: 'SettlementRun', id: string }
          | { __typename: 'Shipment', id: string }
          | { __typename: 'Statement', id: string }
          | { __typename: 'Task', id: string }
          | { __typename: 'User', id: string }
          | { __typename: 'WebhookDelivery', id: string }
          | { __typename: 'WebhookEndpoint', id: string }
          | { __typename: 'WebhookMessage', id: string }
         | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, commissionLines: { totalCount: number, nodes: Array<{ id: string, kind: CommissionKind, depth: number, earnedOn: string, quantity: number, rate: string | null, base: { amount: string, currency: string }, unitGap: { amount: string, currency: string } | null, amount: { amount: string, currency: string }, seller: { id: string, name: string } | null, beneficiary: { id: string, name: string } | null, order: { id: string, number: string } | null, orderLine: { id: string, name: string } | null }> }, owedClosing: { amount: string, currency: string }, earnedClosing: { amount: string, currency: string }, owedOpening: { amount: string, currency: string }, owedMovement: { amount: string, currency: string }, earnedOpening: { amount: string, currency: string }, earnedMovement: { amount: string, currency: string } } | null };

export type MyStatementLinesQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type MyStatementLinesQuery = { statement: { id: string, lines: { nodes: Array<{ position: number, side: StatementSide, section: StatementSection, bookedOn: string, reference: string, detail: string | null, amount: { amount: string, currency: string }, subject:
          | { __typename: 'Application', id: string }
          | { __typename: 'AuditEntry', id: string }
          | { __typename: 'Brand', id: string }
          | { __typename: 'Channel', id: string }
          | { __typename: 'CommissionLine', id: string }
          | { __typename: 'CommissionPlan', id: string }
          | { __typename: 'Contact', id: string }
          | { __typename: 'CreditNote', id: string }
          | { __typename: 'Distributor', id: string }
          | { __typename: 'IdentityProvider', id: string }
          | { __typename: 'ImportRun', id: string }
          | { __typename: 'Order', id: string }
          | { __typename: 'OrderLine', id: string }
          | { __typename: 'Party', id: string }
          | { __typename: 'PayeeAccount', id: string }
          | { __typename: 'PaymentLink', id: string }
          | { __typename: 'PayoutBatch', id: string }
          | { __typename: 'PayoutItem', id: string }
          | { __typename: 'Product', id: string }
          | { __typename: 'Program', id: string }
          | { __typename: 'QuarantinedRow', id: string }
          | { __typename: 'Receipt', id: string }
          | { __typename: 'Receivable', id: string }
          | { __typename: 'Refund', id: string }
          | { __typename: 'Return', id: string }
          | { __typename: 'ReturnLine', id: string }
          | { __typename: 'SettlementRun', id: string }
          | { __typename: 'Shipment', id: string }
          | { __typename: 'Statement', id: string }
          | { __typename: 'Task', id: string }
          | { __typename: 'User', id: string }
          | { __typename: 'WebhookDelivery', id: string }
          | { __typename: 'WebhookEndpoint', id: string }
          | { __typename: 'WebhookMessage', id: string }
         | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type MyStatementCommissionQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  sort?: CommissionLineSort;
}>;


export type MyStatementCommissionQuery = { statement: { id: string, number: string, commissionLines: { nodes: Array<{ id: string, kind: CommissionKind, depth: number, earnedOn: string, quantity: number, rate: string | null, base: { amount: string, currency: string }, unitGap: { amount: string, currency: string } | null, amount: { amount: string, currency: string }, seller: { id: string, name: string } | null, beneficiary: { id: string, name: string } | null, order: { id: string, number: string } | null, orderLine: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type ConfirmMyStatementMutationVariables = Exact<{
  input: ConfirmStatementInput;
}>;


export type ConfirmMyStatementMutation = { confirmStatement:
    | { __typename: 'ConfirmedStatement', statement: { id: string, state: StatementState } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type DisputeMyStatementMutationVariables = Exact<{
  input: DisputeStatementInput;
}>;


export type DisputeMyStatementMutation = { disputeStatement:
    | { __typename: 'DisputedStatement', statement: { id: string, state: StatementState } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type RevealPayeeAccountMutationVariables = Exact<{
  input: RevealPayeeAccountInput;
}>;


export type RevealPayeeAccountMutation = { revealPayeeAccount:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'RevealedPayeeAccount', providerAccount: string }
   | null };

export type StatementBalancesFragment = { owedOpening: { amount: string, currency: string }, owedMovement: { amount: string, currency: string }, owedClosing: { amount: string, currency: string }, earnedOpening: { amount: string, currency: string }, earnedMovement: { amount: string, currency: string }, earnedClosing: { amount: string, currency: string } };

export type StatementMovementFragment = { position: number, side: StatementSide, section: StatementSection, bookedOn: string, reference: string, detail: string | null, amount: { amount: string, currency: string }, subject:
    | { __typename: 'Application', id: string }
    | { __typename: 'AuditEntry', id: string }
    | { __typename: 'Brand', id: string }
    | { __typename: 'Channel', id: string }
    | { __typename: 'CommissionLine', id: string }
    | { __typename: 'CommissionPlan', id: string }
    | { __typename: 'Contact', id: string }
    | { __typename: 'CreditNote', id: string }
    | { __typename: 'Distributor', id: string }
    | { __typename: 'IdentityProvider', id: string }
    | { __typename: 'ImportRun', id: string }
    | { __typename: 'Order', id: string }
    | { __typename: 'OrderLine', id: string }
    | { __typename: 'Party', id: string }
    | { __typename: 'PayeeAccount', id: string }
    | { __typename: 'PaymentLink', id: string }
    | { __typename: 'PayoutBatch', id: string }
    | { __typename: 'PayoutItem', id: string }
    | { __typename: 'Product', id: string }
    | { __typename: 'Program', id: string }
    | { __typename: 'QuarantinedRow', id: string }
    | { __typename: 'Receipt', id: string }
    | { __typename: 'Receivable', id: string }
    | { __typename: 'Refund', id: string }
    | { __typename: 'Return', id: string }
    | { __typename: 'ReturnLine', id: string }
    | { __typename: 'SettlementRun', id: string }
    | { __typename: 'Shipment', id: string }
    | { __typename: 'Statement', id: string }
    | { __typename: 'Task', id: string }
    | { __typename: 'User', id: string }
    | { __typename: 'WebhookDelivery', id: string }
    | { __typename: 'WebhookEndpoint', id: string }
    | { __typename: 'WebhookMessage', id: string }
   | null };

export type TraceQueryVariables = Exact<{
  id: string;
  money: boolean;
  finance: boolean;
  banking: boolean;
}>;


export type TraceQuery = { node:
    | { __typename: 'Application', id: string }
    | { __typename: 'AuditEntry', id: string }
    | { __typename: 'Brand', id: string }
    | { __typename: 'Channel', id: string }
    | { __typename: 'CommissionLine', id: string, kind?: CommissionKind, depth?: number, rate?: string | null, quantity?: number, earnedOn?: string, base?: { amount: string, currency: string }, unitGap?: { amount: string, currency: string } | null, amount?: { amount: string, currency: string }, plan?: { id: string, name: string, version: number, base: CommissionBase }, seller?: { id: string, name: string } | null, beneficiary?: { id: string, name: string } | null, reverses?: { id: string, amount: { amount: string, currency: string } } | null, orderLine?: { id: string, sku: string, name: string, quantity: number, net: { amount: string, currency: string } } | null, order?: { id: string, number: string } | null }
    | { __typename: 'CommissionPlan', id: string }
    | { __typename: 'Contact', id: string }
    | { __typename: 'CreditNote', id: string, number: string, issuedOn: string, total: { amount: string, currency: string }, applied: { amount: string, currency: string }, order: { id: string, number: string } | null, settles: Array<{ id: string, appliedOn: string, amount: { amount: string, currency: string }, receivable: { id: string, number: string } }>, returned: { id: string, returnedOn: string, net: { amount: string, currency: string }, tax: { amount: string, currency: string }, freight: { amount: string, currency: string }, lines: Array<{ id: string, quantity: number, net: { amount: string, currency: string }, orderLine: { id: string, name: string } | null }> } | null }
    | { __typename: 'Distributor', id: string }
    | { __typename: 'IdentityProvider', id: string }
    | { __typename: 'ImportRun', id: string }
    | { __typename: 'Order', id: string }
    | { __typename: 'OrderLine', id: string, sku: string, name: string, quantity: number, unitPrice: { amount: string, currency: string }, goods: { amount: string, currency: string }, discount: { amount: string, currency: string }, net: { amount: string, currency: string }, tax: { amount: string, currency: string }, lineOrder: { id: string, number: string, orderedOn: string, distributor: { id: string, name: string } | null }, ladder: Array<{ depth: number, unitPrice: { amount: string, currency: string }, party: { id: string, name: string } | null, grade: { name: string } }>, commissionLines?: { nodes: Array<{ id: string, kind: CommissionKind, depth: number, amount: { amount: string, currency: string }, beneficiary: { id: string, name: string } | null }> } }
    | { __typename: 'Party', id: string }
    | { __typename: 'PayeeAccount', id: string }
    | { __typename: 'PaymentLink', id: string }
    | { __typename: 'PayoutBatch', id: string }
    | { __typename: 'PayoutItem', id: string, destination?: string, createdAt?: string, resolvedAt?: string | null, failure?: string | null, payoutState?: PayoutItemState, payeeAccount?: { id: string } | null, amount?: { amount: string, currency: string }, batch?: { id: string, number: string } | null }
    | { __typename: 'Product', id: string }
    | { __typename: 'Program', id: string }
    | { __typename: 'QuarantinedRow', id: string }
    | { __typename: 'Receipt', id: string, receivedOn: string | null, receiptState: ReceiptState, amount: { amount: string, currency: string }, applied: { amount: string, currency: string }, unapplied: { amount: string, currency: string }, refunded: { amount: string, currency: string }, settles: Array<{ id: string, appliedOn: string, amount: { amount: string, currency: string }, receivable: { id: string, number: string } }> }
    | { __typename: 'Receivable', id: string, number: string, instalment: number, dueOn: string, issuedOn: string, isOverdue: boolean, total: { amount: string, currency: string }, open: { amount: string, currency: string }, order: { id: string, number: string, lines: { nodes: Array<{ id: string, sku: string, name: string, quantity: number, net: { amount: string, currency: string } }> }, goods: { amount: string, currency: string }, discount: { amount: string, currency: string }, tax: { amount: string, currency: string }, freight: { amount: string, currency: string }, total: { amount: string, currency: string } } | null, settledBy: { nodes: Array<{ id: string, source: ApplicationSource, appliedOn: string, amount: { amount: string, currency: string }, receipt: { id: string } | null, creditNote: { id: string, number: string } | null }> } }
    | { __typename: 'Refund', id: string, reason?: string, requestedOn?: string, refundState?: RefundState, amount?: { amount: string, currency: string }, refundOf?: { id: string, amount: { amount: string, currency: string } } }
    | { __typename: 'Return', id: string }
    | { __typename: 'ReturnLine', id: string }
    | { __typename: 'SettlementRun', id: string }
    | { __typename: 'Shipment', id: string }
    | { __typename: 'Statement', id: string }
    | { __typename: 'Task', id: string }
    | { __typename: 'User', id: string }
    | { __typename: 'WebhookDelivery', id: string }
    | { __typename: 'WebhookEndpoint', id: string }
    | { __typename: 'WebhookMessage', id: string }
   | null };

export type AnyMoneyFragment = { amount: string, currency: string };

export type OrderSumFragment = { goods: { amount: string, currency: string }, discount: { amount: string, currency: string }, tax: { amount: string, currency: string }, freight: { amount: string, currency: string }, total: { amount: string, currency: string } };

export type SettledFragment = { id: string, appliedOn: string, amount: { amount: string, currency: string }, receivable: { id: string, number: string } };

export type CommissionTraceFragment = { kind: CommissionKind, depth: number, rate: string | null, quantity: number, earnedOn: string, base: { amount: string, currency: string }, unitGap: { amount: string, currency: string } | null, amount: { amount: string, currency: string }, plan: { id: string, name: string, version: number, base: CommissionBase }, seller: { id: string, name: string } | null, beneficiary: { id: string, name: string } | null, reverses: { id: string, amount: { amount: string, currency: string } } | null, orderLine: { id: string, sku: string, name: string, quantity: number, net: { amount: string, currency: string } } | null, order: { id: string, number: string } | null };

export type ReceivableTraceFragment = { number: string, instalment: number, dueOn: string, issuedOn: string, isOverdue: boolean, total: { amount: string, currency: string }, open: { amount: string, currency: string }, order: { id: string, number: string, lines: { nodes: Array<{ id: string, sku: string, name: string, quantity: number, net: { amount: string, currency: string } }> }, goods: { amount: string, currency: string }, discount: { amount: string, currency: string }, tax: { amount: string, currency: string }, freight: { amount: string, currency: string }, total: { amount: string, currency: string } } | null, settledBy: { nodes: Array<{ id: string, source: ApplicationSource, appliedOn: string, amount: { amount: string, currency: string }, receipt: { id: string } | null, creditNote: { id: string, number: string } | null }> } };

export type OrderLineTraceFragment = { sku: string, name: string, quantity: number, unitPrice: { amount: string, currency: string }, goods: { amount: string, currency: string }, discount: { amount: string, currency: string }, net: { amount: string, currency: string }, tax: { amount: string, currency: string }, lineOrder: { id: string, number: string, orderedOn: string, distributor: { id: string, name: string } | null }, ladder: Array<{ depth: number, unitPrice: { amount: string, currency: string }, party: { id: string, name: string } | null, grade: { name: string } }>, commissionLines?: { nodes: Array<{ id: string, kind: CommissionKind, depth: number, amount: { amount: string, currency: string }, beneficiary: { id: string, name: string } | null }> } };

export type ReceiptTraceFragment = { receivedOn: string | null, receiptState: ReceiptState, amount: { amount: string, currency: string }, applied: { amount: string, currency: string }, unapplied: { amount: string, currency: string }, refunded: { amount: string, currency: string }, settles: Array<{ id: string, appliedOn: string, amount: { amount: string, currency: string }, receivable: { id: string, number: string } }> };

export type CreditNoteTraceFragment = { number: string, issuedOn: string, total: { amount: string, currency: string }, applied: { amount: string, currency: string }, order: { id: string, number: string } | null, settles: Array<{ id: string, appliedOn: string, amount: { amount: string, currency: string }, receivable: { id: string, number: string } }>, returned: { id: string, returnedOn: string, net: { amount: string, currency: string }, tax: { amount: string, currency: string }, freight: { amount: string, currency: string }, lines: Array<{ id: string, quantity: number, net: { amount: string, currency: string }, orderLine: { id: string, name: string } | null }> } | null };

export type RefundTraceFragment = { reason: string, requestedOn: string, refundState: RefundState, amount: { amount: string, currency: string }, refundOf: { id: string, amount: { amount: string, currency: string } } };

export type PayoutTraceFragment = { destination?: string, createdAt: string, resolvedAt: string | null, failure: string | null, payoutState: PayoutItemState, payeeAccount?: { id: string } | null, amount: { amount: string, currency: string }, batch?: { id: string, number: string } | null };

export const TeamMemberFragmentDoc = `fragment TeamMember on Member { person name email roles sinceAt hasCome invitedUntil hasFactor seenAt }` as unknown as TypedDocumentNode<TeamMemberFragment, unknown>;
export const PageEndsFragmentDoc = `fragment PageEnds on PageInfo { hasNextPage hasPreviousPage startCursor endCursor }` as unknown as TypedDocumentNode<PageEndsFragment, unknown>;
export const TaskFieldsFragmentDoc = `fragment TaskFields on Task { id kind title state done total refusalCode refusalMessage createdAt startedAt finishedAt startedBy { id name } subject { __typename id } }` as unknown as TypedDocumentNode<TaskFieldsFragment, unknown>;
export const TwigFragmentDoc = `fragment Twig on Distributor { id code name level grade { name } below: children(first: 1) { totalCount } }` as unknown as TypedDocumentNode<TwigFragment, unknown>;
export const SellersFragmentDoc = `fragment Sellers on Distributor { id assignments { sinceAt untilAt user { id name } } }` as unknown as TypedDocumentNode<SellersFragment, unknown>;
export const RunFieldsFragmentDoc = `fragment RunFields on ImportRun { id fileName sizeBytes adapter state rowsRead ordersRead ordersLoaded ordersUpdated ordersUnchanged ordersQuarantined returnsLoaded refusal startedAt finishedAt channel { id name } }` as unknown as TypedDocumentNode<RunFieldsFragment, unknown>;
export const QuarantineFieldsFragmentDoc = `fragment QuarantineFields on QuarantinedRow { id rowNumber externalId field reason message original fields state createdAt run { id fileName } channel { id name } }` as unknown as TypedDocumentNode<QuarantineFieldsFragment, unknown>;
export const AnyMoneyFragmentDoc = `fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<AnyMoneyFragment, unknown>;
export const BatchSummaryFragmentDoc = `fragment BatchSummary on PayoutBatch { id number state itemCount createdAt releasedAt completedAt total { ...AnyMoney } maker { id name } checker { id name } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<BatchSummaryFragment, unknown>;
export const ProgramFieldsFragmentDoc = `fragment ProgramFields on Program { id name clientId kind scope roles redirectUris isPublic isFirstParty createdAt usedAt formerUntil disabledAt distributor { id code name } }` as unknown as TypedDocumentNode<ProgramFieldsFragment, unknown>;
export const IdentityProviderFieldsFragmentDoc = `fragment IdentityProviderFields on IdentityProvider { id name kind issuer clientId callbackPath audience isRequired factorValues emailDomains scopes authorizeUrl tokenUrl userinfoUrl subjectClaim emailClaim people createdAt changedAt disabledAt }` as unknown as TypedDocumentNode<IdentityProviderFieldsFragment, unknown>;
export const ReceiptFieldsFragmentDoc = `fragment ReceiptFields on Receipt { id provider providerPaymentId state receivedOn bookedOn createdAt amount { ...AnyMoney } fee { ...AnyMoney } applied { ...AnyMoney } refunded { ...AnyMoney } unapplied { ...AnyMoney } debtor { id name distributor { id } } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<ReceiptFieldsFragment, unknown>;
export const ItemFieldsFragmentDoc = `fragment ItemFields on Receivable { id number instalment issuedOn dueOn isOverdue total { ...AnyMoney } applied { ...AnyMoney } open { ...AnyMoney } order { id number } creditor { id name } debtor { id name distributor { id code } } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<ItemFieldsFragment, unknown>;
export const WebhookEndpointFieldsFragmentDoc = `fragment WebhookEndpointFields on WebhookEndpoint { id address description kinds state disabledBy succeededAt failingSince createdAt createdBy { id name } }` as unknown as TypedDocumentNode<WebhookEndpointFieldsFragment, unknown>;
export const WebhookDeliveryFieldsFragmentDoc = `fragment WebhookDeliveryFields on WebhookDelivery { id webhookId kind state attemptsCount nextAttemptAt settledAt lastStatus createdAt endpoint { id address description state } }` as unknown as TypedDocumentNode<WebhookDeliveryFieldsFragment, unknown>;
export const WhyNotFragmentDoc = `fragment WhyNot on Refused { code message }` as unknown as TypedDocumentNode<WhyNotFragment, unknown>;
export const EarnedLineFragmentDoc = `fragment EarnedLine on CommissionLine { id kind depth earnedOn quantity rate base { ...AnyMoney } unitGap { ...AnyMoney } amount { ...AnyMoney } seller { id name } beneficiary { id name } order { id number } orderLine { id name } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<EarnedLineFragment, unknown>;
export const OrderRowFragmentDoc = `fragment OrderRow on Order { id number kind state mode orderedOn shippedOn total { ...AnyMoney } distributor { id name } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<OrderRowFragment, unknown>;
export const OpenItemFragmentDoc = `fragment OpenItem on Receivable { id number instalment dueOn isOverdue total { ...AnyMoney } open { ...AnyMoney } creditorName debtor { id name } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<OpenItemFragment, unknown>;
export const StatementRowFragmentDoc = `fragment StatementRow on Statement { id number state periodStart periodEnd owedClosing { ...AnyMoney } earnedClosing { ...AnyMoney } creditorName counterpartyName } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<StatementRowFragment, unknown>;
export const StatementBalancesFragmentDoc = `fragment StatementBalances on Statement { owedOpening { ...AnyMoney } owedMovement { ...AnyMoney } owedClosing { ...AnyMoney } earnedOpening { ...AnyMoney } earnedMovement { ...AnyMoney } earnedClosing { ...AnyMoney } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<StatementBalancesFragment, unknown>;
export const StatementMovementFragmentDoc = `fragment StatementMovement on StatementLine { position side section bookedOn reference detail amount { ...AnyMoney } subject { __typename id } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<StatementMovementFragment, unknown>;
export const CommissionTraceFragmentDoc = `fragment CommissionTrace on CommissionLine { kind depth base { ...AnyMoney } rate unitGap { ...AnyMoney } quantity amount { ...AnyMoney } earnedOn plan { id name version base } seller { id name } beneficiary { id name } reverses { id amount { ...AnyMoney } } orderLine { id sku name quantity net { ...AnyMoney } } order { id number } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<CommissionTraceFragment, unknown>;
export const OrderSumFragmentDoc = `fragment OrderSum on Order { goods { ...AnyMoney } discount { ...AnyMoney } tax { ...AnyMoney } freight { ...AnyMoney } total { ...AnyMoney } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<OrderSumFragment, unknown>;
export const ReceivableTraceFragmentDoc = `fragment ReceivableTrace on Receivable { number instalment dueOn issuedOn isOverdue total { ...AnyMoney } open { ...AnyMoney } order { id number ...OrderSum lines(first: 50) { nodes { id sku name quantity net { ...AnyMoney } } } } settledBy: applications(first: 50) { nodes { id source appliedOn amount { ...AnyMoney } receipt { id } creditNote { id number } } } } fragment AnyMoney on Money { amount currency } fragment OrderSum on Order { goods { ...AnyMoney } discount { ...AnyMoney } tax { ...AnyMoney } freight { ...AnyMoney } total { ...AnyMoney } }` as unknown as TypedDocumentNode<ReceivableTraceFragment, unknown>;
export const OrderLineTraceFragmentDoc = `fragment OrderLineTrace on OrderLine { sku name quantity unitPrice { ...AnyMoney } goods { ...AnyMoney } discount { ...AnyMoney } net { ...AnyMoney } tax { ...AnyMoney } lineOrder: order { id number orderedOn distributor { id name } } ladder { depth unitPrice { ...AnyMoney } party { id name } grade { name } } commissionLines(first: 20) @include(if: $money) { nodes { id kind depth amount { ...AnyMoney } beneficiary { id name } } } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<OrderLineTraceFragment, unknown>;
export const SettledFragmentDoc = `fragment Settled on Application { id appliedOn amount { ...AnyMoney } receivable { id number } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<SettledFragment, unknown>;
export const ReceiptTraceFragmentDoc = `fragment ReceiptTrace on Receipt { receiptState: state receivedOn amount { ...AnyMoney } applied { ...AnyMoney } unapplied { ...AnyMoney } refunded { ...AnyMoney } settles: applications { ...Settled } } fragment AnyMoney on Money { amount currency } fragment Settled on Application { id appliedOn amount { ...AnyMoney } receivable { id number } }` as unknown as TypedDocumentNode<ReceiptTraceFragment, unknown>;
export const CreditNoteTraceFragmentDoc = `fragment CreditNoteTrace on CreditNote { number issuedOn total { ...AnyMoney } applied { ...AnyMoney } order { id number } settles: applications { ...Settled } returned { id returnedOn net { ...AnyMoney } tax { ...AnyMoney } freight { ...AnyMoney } lines { id quantity net { ...AnyMoney } orderLine { id name } } } } fragment AnyMoney on Money { amount currency } fragment Settled on Application { id appliedOn amount { ...AnyMoney } receivable { id number } }` as unknown as TypedDocumentNode<CreditNoteTraceFragment, unknown>;
export const RefundTraceFragmentDoc = `fragment RefundTrace on Refund { refundState: state reason requestedOn amount { ...AnyMoney } refundOf: receipt { id amount { ...AnyMoney } } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<RefundTraceFragment, unknown>;
export const PayoutTraceFragmentDoc = `fragment PayoutTrace on PayoutItem { payoutState: state destination @include(if: $banking) payeeAccount @include(if: $banking) { id } createdAt resolvedAt failure amount { ...AnyMoney } batch @include(if: $finance) { id number } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<PayoutTraceFragment, unknown>;
export const BrandTeamDocument = `query BrandTeam { brand { id members { ...TeamMember } } } fragment TeamMember on Member { person name email roles sinceAt hasCome invitedUntil hasFactor seenAt }` as unknown as TypedDocumentNode<BrandTeamQuery, BrandTeamQueryVariables>;
export const DistributorTeamDocument = `query DistributorTeam($id: ID!) { distributor(id: $id) { id name members { ...TeamMember } } } fragment TeamMember on Member { person name email roles sinceAt hasCome invitedUntil hasFactor seenAt }` as unknown as TypedDocumentNode<DistributorTeamQuery, DistributorTeamQueryVariables>;
export const InviteMemberDocument = `mutation InviteMember($input: InviteMemberInput!) { inviteMember(input: $input) { __typename ...WhyNot } } fragment WhyNot on Refused { code message }` as unknown as TypedDocumentNode<InviteMemberMutation, InviteMemberMutationVariables>;
export const GiveRoleDocument = `mutation GiveRole($input: GiveRoleInput!) { giveRole(input: $input) { __typename ...WhyNot } } fragment WhyNot on Refused { code message }` as unknown as TypedDocumentNode<GiveRoleMutation, GiveRoleMutationVariables>;
export const TakeRoleDocument = `mutation TakeRole($input: TakeRoleInput!) { takeRole(input: $input) { __typename ...WhyNot } } fragment WhyNot on Refused { code message }` as unknown as TypedDocumentNode<TakeRoleMutation, TakeRoleMutationVariables>;
export const ResendInvitationDocument = `mutation ResendInvitation($input: ResendInvitationInput!) { resendInvitation(input: $input) { __typename ...WhyNot } } fragment WhyNot on Refused { code message }` as unknown as TypedDocumentNode<ResendInvitationMutation, ResendInvitationMutationVariables>;
export const WithdrawInvitationDocument = `mutation WithdrawInvitation($input: WithdrawInvitationInput!) { withdrawInvitation(input: $input) { __typename ...WhyNot } } fragment WhyNot on Refused { code message }` as unknown as TypedDocumentNode<WithdrawInvitationMutation, WithdrawInvitationMutationVariables>;
export const EndMemberSessionsDocument = `mutation EndMemberSessions($input: EndMemberSessionsInput!) { endMemberSessions(input: $input) { __typename ...WhyNot ... on SignedOutMember { sessions } } } fragment WhyNot on Refused { code message }` as unknown as TypedDocumentNode<EndMemberSessionsMutation, EndMemberSessionsMutationVariables>;
export const ChannelChoicesDocument = `query ChannelChoices { channels(first: 100) { nodes { id code name adapter orderKind mode timeZone distributor { id name } } } }` as unknown as TypedDocumentNode<ChannelChoicesQuery, ChannelChoicesQueryVariables>;
export const DistributorChoicesDocument = `query DistributorChoices($search: String) { distributors(first: 20, filter: {search: $search}) { nodes { id code name } } }` as unknown as TypedDocumentNode<DistributorChoicesQuery, DistributorChoicesQueryVariables>;
export const DistributorNamesDocument = `query DistributorNames($ids: [ID!]!) { distributors(first: 100, filter: {ids: $ids}) { nodes { id code name } } }` as unknown as TypedDocumentNode<DistributorNamesQuery, DistributorNamesQueryVariables>;
export const MonthChoicesDocument = `query MonthChoices { settlementRuns(first: 36) { nodes { id periodStart periodEnd } } }` as unknown as TypedDocumentNode<MonthChoicesQuery, MonthChoicesQueryVariables>;
export const PersonChoicesDocument = `query PersonChoices { brand { id members { person name email } } }` as unknown as TypedDocumentNode<PersonChoicesQuery, PersonChoicesQueryVariables>;
export const PersonNameDocument = `query PersonName($id: ID!) { node(id: $id) { __typename ... on User { id name email } } }` as unknown as TypedDocumentNode<PersonNameQuery, PersonNameQueryVariables>;
export const TaskByIdDocument = `query TaskById($id: ID!) { task(id: $id) { ...TaskFields } } fragment TaskFields on Task { id kind title state done total refusalCode refusalMessage createdAt startedAt finishedAt startedBy { id name } subject { __typename id } }` as unknown as TypedDocumentNode<TaskByIdQuery, TaskByIdQueryVariables>;
export const TaskChangedDocument = `subscription TaskChanged($id: ID!) { taskChanged(id: $id) { id state done total } }` as unknown as TypedDocumentNode<TaskChangedSubscription, TaskChangedSubscriptionVariables>;
export const OpenTasksDocument = `query OpenTasks { open: tasks(first: 10, filter: {isOpen: true}) { nodes { ...TaskFields } } ended: tasks(first: 5, filter: {isOpen: false, mine: true}) { nodes { ...TaskFields } } } fragment TaskFields on Task { id kind title state done total refusalCode refusalMessage createdAt startedAt finishedAt startedBy { id name } subject { __typename id } }` as unknown as TypedDocumentNode<OpenTasksQuery, OpenTasksQueryVariables>;
export const AuditListDocument = `query AuditList($first: Int, $after: String, $last: Int, $before: String, $sort: AuditSort! = NEWEST, $filter: AuditFilter, $oversees: Boolean!) { auditEntries( first: $first after: $after last: $last before: $before sort: $sort filter: $filter ) { nodes { id at origin action subject before after reason address @include(if: $oversees) device @include(if: $oversees) user { id name } onBehalfOf { id name } } pageInfo { ...PageEnds } } } fragment PageEnds on PageInfo { hasNextPage hasPreviousPage startCursor endCursor }` as unknown as TypedDocumentNode<AuditListQuery, AuditListQueryVariables>;
export const CockpitDocument = `query Cockpit($currency: CurrencyCode) { viewer { today } brand { id currency } cockpit(currency: $currency) { currency receivable { ...AnyMoney } overdue { ...AnyMoney } collectedThisMonth { ...AnyMoney } toPayOut { ...AnyMoney } ordersThisMonth quarantinedRows ageing { bucket items open { ...AnyMoney } } } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<CockpitQuery, CockpitQueryVariables>;
export const CommissionListDocument = `query CommissionList($first: Int, $after: String, $last: Int, $before: String, $sort: CommissionLineSort! = NEWEST, $filter: CommissionLineFilter) { commissionLines( first: $first after: $after last: $last before: $before sort: $sort filter: $filter ) { nodes { id kind depth rate quantity earnedOn base { ...AnyMoney } unitGap { ...AnyMoney } amount { ...AnyMoney } rule { step productGroup } plan { id code name version } order { id number } orderLine { id sku name } reverses { id } run { id periodStart } beneficiary { id code name } seller { id code name } } pageInfo { ...PageEnds } } } fragment PageEnds on PageInfo { hasNextPage hasPreviousPage startCursor endCursor } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<CommissionListQuery, CommissionListQueryVariables>;
export const CommissionPlansDocument = `query CommissionPlans { viewer { today } commissionPlans(first: 50) { nodes { id code version name base paysPriceGap validFrom validUntil rates { kind step productGroup rate } } } }` as unknown as TypedDocumentNode<CommissionPlansQuery, CommissionPlansQueryVariables>;
export const DistributorRootsDocument = `query DistributorRoots($after: String) { distributors(first: 50, after: $after, filter: {level: 1}) { nodes { ...Twig } pageInfo { hasNextPage endCursor } } } fragment Twig on Distributor { id code name level grade { name } below: children(first: 1) { totalCount } }` as unknown as TypedDocumentNode<DistributorRootsQuery, DistributorRootsQueryVariables>;
export const DistributorChildrenDocument = `query DistributorChildren($id: ID!, $after: String) { distributor(id: $id) { id children(first: 50, after: $after) { nodes { ...Twig } pageInfo { hasNextPage endCursor } } } } fragment Twig on Distributor { id code name level grade { name } below: children(first: 1) { totalCount } }` as unknown as TypedDocumentNode<DistributorChildrenQuery, DistributorChildrenQueryVariables>;
export const DistributorSearchDocument = `query DistributorSearch($search: String!) { distributors(first: 50, filter: {search: $search}) { nodes { ...Twig parent { id name parent { id name parent { id name } } } } pageInfo { hasNextPage } } } fragment Twig on Distributor { id code name level grade { name } below: children(first: 1) { totalCount } }` as unknown as TypedDocumentNode<DistributorSearchQuery, DistributorSearchQueryVariables>;
export const DistributorListDocument = `query DistributorList($first: Int, $after: String, $last: Int, $before: String, $sort: DistributorSort! = CODE, $filter: DistributorFilter) { distributors( first: $first after: $after last: $last before: $before sort: $sort filter: $filter ) { nodes { id code name level email phone language grade { name } parent { id name } } pageInfo { ...PageEnds } } } fragment PageEnds on PageInfo { hasNextPage hasPreviousPage startCursor endCursor }` as unknown as TypedDocumentNode<DistributorListQuery, DistributorListQueryVariables>;
export const DistributorPageDocument = `query DistributorPage($id: ID!) { distributor(id: $id) { id ...Sellers code name language email phone address level grade { name } terms { startEvent rule days instalments isOwn } parent { id name } contacts { id name role email phone } children(first: 10) { totalCount nodes { id code name grade { name } } } openItems: receivables(first: 10, filter: {isOpen: true}) { totalCount nodes { id number dueOn isOverdue open { ...AnyMoney } order { id number } } } latestOrders: orders(first: 8) { nodes { id number orderedOn state total { ...AnyMoney } } } } } fragment Sellers on Distributor { id assignments { sinceAt untilAt user { id name } } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<DistributorPageQuery, DistributorPageQueryVariables>;
export const DistributorMoneyDocument = `query DistributorMoney($id: ID!, $banking: Boolean!) { distributor(id: $id) { id positions { currency owed { ...AnyMoney } earned { ...AnyMoney } reserved { ...AnyMoney } } statements(first: 6) { nodes { id number state periodStart periodEnd owedClosing { ...AnyMoney } earnedClosing { ...AnyMoney } } } commissionLines(first: 8) { nodes { id kind earnedOn amount { ...AnyMoney } seller { id name } order { id number } } } payouts(first: 6) { nodes { id state createdAt amount { ...AnyMoney } batch { id number } } } payeeAccounts { id rail providerAccount @include(if: $banking) currency state holdReason } } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<DistributorMoneyQuery, DistributorMoneyQueryVariables>;
export const AssignableDocument = `query Assignable($id: ID!) { distributor(id: $id) { id assignable { id name } } }` as unknown as TypedDocumentNode<AssignableQuery, AssignableQueryVariables>;
export const AssignDistributorDocument = `mutation AssignDistributor($input: AssignDistributorInput!) { assignDistributor(input: $input) { __typename ... on AssignedDistributor { distributor { ...Sellers } } ... on Refused { ...WhyNot } } } fragment Sellers on Distributor { id assignments { sinceAt untilAt user { id name } } } fragment WhyNot on Refused { code message }` as unknown as TypedDocumentNode<AssignDistributorMutation, AssignDistributorMutationVariables>;
export const UnassignDistributorDocument = `mutation UnassignDistributor($input: UnassignDistributorInput!) { unassignDistributor(input: $input) { __typename ... on UnassignedDistributor { distributor { ...Sellers } } ... on Refused { ...WhyNot } } } fragment Sellers on Distributor { id assignments { sinceAt untilAt user { id name } } } fragment WhyNot on Refused { code message }` as unknown as TypedDocumentNode<UnassignDistributorMutation, UnassignDistributorMutationVariables>;
export const OnlookersDocument = `query Onlookers($id: ID!) { distributor(id: $id) { id onlookers { name role sinceAt untilAt user { id } through { id name } } } }` as unknown as TypedDocumentNode<OnlookersQuery, OnlookersQueryVariables>;
export const ImportRunListDocument = `query ImportRunList($first: Int, $after: String, $last: Int, $before: String, $sort: ImportRunSort! = NEWEST, $filter: ImportRunFilter) { importRuns( first: $first after: $after last: $last before: $before sort: $sort filter: $filter ) { nodes { ...RunFields } pageInfo { ...PageEnds } } } fragment PageEnds on PageInfo { hasNextPage hasPreviousPage startCursor endCursor } fragment RunFields on ImportRun { id fileName sizeBytes adapter state rowsRead ordersRead ordersLoaded ordersUpdated ordersUnchanged ordersQuarantined returnsLoaded refusal startedAt finishedAt channel { id name } }` as unknown as TypedDocumentNode<ImportRunListQuery, ImportRunListQueryVariables>;
export const ImportRunPageDocument = `query ImportRunPage($id: ID!) { importRun(id: $id) { ...RunFields sha256 adapterVersion waiting: quarantinedRows(first: 20, filter: {states: [OPEN]}) { totalCount nodes { ...QuarantineFields } } } } fragment RunFields on ImportRun { id fileName sizeBytes adapter state rowsRead ordersRead ordersLoaded ordersUpdated ordersUnchanged ordersQuarantined returnsLoaded refusal startedAt finishedAt channel { id name } } fragment QuarantineFields on QuarantinedRow { id rowNumber externalId field reason message original fields state createdAt run { id fileName } channel { id name } }` as unknown as TypedDocumentNode<ImportRunPageQuery, ImportRunPageQueryVariables>;
export const ImportRunChangedDocument = `subscription ImportRunChanged($id: ID!) { importRunChanged(id: $id) { id state waiting: quarantinedRows(first: 0, filter: {states: [OPEN]}) { totalCount } } }` as unknown as TypedDocumentNode<ImportRunChangedSubscription, ImportRunChangedSubscriptionVariables>;
export const QuarantineListDocument = `query QuarantineList($first: Int, $after: String, $last: Int, $before: String, $sort: QuarantinedRowSort! = ROW, $filter: QuarantinedRowFilter) { quarantinedRows( first: $first after: $after last: $last before: $before sort: $sort filter: $filter ) { nodes { ...QuarantineFields } pageInfo { ...PageEnds } totalCount } } fragment PageEnds on PageInfo { hasNextPage hasPreviousPage startCursor endCursor } fragment QuarantineFields on QuarantinedRow { id rowNumber externalId field reason message original fields state createdAt run { id fileName } channel { id name } }` as unknown as TypedDocumentNode<QuarantineListQuery, QuarantineListQueryVariables>;
export const PreviewImportDocument = `mutation PreviewImport($input: PreviewImportInput!) { previewImport(input: $input) { __typename ... on ImportPreview { layouts rowsRead isWhole ordersRead ordersUnchanged faultyRows faults { rowNumber field code message } sample { rowNumber fields { field value } } } ...WhyNot } } fragment WhyNot on Refused { code message }` as unknown as TypedDocumentNode<PreviewImportMutation, PreviewImportMutationVariables>;
export const ImportOrdersDocument = `mutation ImportOrders($input: ImportOrdersInput!) { importOrders(input: $input) { __typename ... on StartedTask { task { id subject { __typename id } } } ...WhyNot } } fragment WhyNot on Refused { code message }` as unknown as TypedDocumentNode<ImportOrdersMutation, ImportOrdersMutationVariables>;
export const CorrectRowDocument = `mutation CorrectRow($input: CorrectQuarantinedRowInput!) { correctQuarantinedRow(input: $input) { __typename ... on CorrectedRow { isLoaded reasons { rowNumber field code message } row { ...QuarantineFields } } ...WhyNot } } fragment QuarantineFields on QuarantinedRow { id rowNumber externalId field reason message original fields state createdAt run { id fileName } channel { id name } } fragment WhyNot on Refused { code message }` as unknown as TypedDocumentNode<CorrectRowMutation, CorrectRowMutationVariables>;
export const DismissRowsDocument = `mutation DismissRows($input: DismissQuarantinedRowsInput!) { dismissQuarantinedRows(input: $input) { __typename ... on DismissedRows { count rows { id state } } ...WhyNot } } fragment WhyNot on Refused { code message }` as unknown as TypedDocumentNode<DismissRowsMutation, DismissRowsMutationVariables>;
export const OrderListDocument = `query OrderList($first: Int, $after: String, $last: Int, $before: String, $sort: OrderSort! = NEWEST, $filter: OrderFilter) { orders( first: $first after: $after last: $last before: $before sort: $sort filter: $filter ) { nodes { id number externalId kind mode state orderedOn shippedOn deliveredOn ...OrderSum channel { id name } distributor { id code name } debtor { id name } } pageInfo { ...PageEnds } } } fragment PageEnds on PageInfo { hasNextPage hasPreviousPage startCursor endCursor } fragment AnyMoney on Money { amount currency } fragment OrderSum on Order { goods { ...AnyMoney } discount { ...AnyMoney } tax { ...AnyMoney } freight { ...AnyMoney } total { ...AnyMoney } }` as unknown as TypedDocumentNode<OrderListQuery, OrderListQueryVariables>;
export const OrderPageDocument = `query OrderPage($id: ID!, $money: Boolean!) { order(id: $id) { id number externalId kind mode state orderedAt orderedOn shippedOn deliveredOn billableOn ...OrderSum consumerTotal { ...AnyMoney } channel { id name } importRun { id fileName } distributor { id code name } creditor { id name } debtor { id name } lines(first: 100) { nodes { id position sku name quantity assignedQuantity unitPrice { ...AnyMoney } goods { ...AnyMoney } discount { ...AnyMoney } net { ...AnyMoney } tax { ...AnyMoney } } pageInfo { hasNextPage } } shipments(first: 50) { nodes { id state carrier trackingNumber shippedOn deliveredOn returnedOn lines { quantity orderLine { id name } } } } receivables(first: 20) { nodes { id number instalment dueOn isOverdue total { ...AnyMoney } open { ...AnyMoney } debtor { id name } creditor { id name } } } returns(first: 20) { nodes { id externalId returnedOn total { ...AnyMoney } creditNote { id number } lines { id quantity orderLine { id name } } } } commissionLines(first: 100) @include(if: $money) { nodes { id kind depth earnedOn base { ...AnyMoney } rate amount { ...AnyMoney } beneficiary { id name } orderLine { id name } } } } } fragment AnyMoney on Money { amount currency } fragment OrderSum on Order { goods { ...AnyMoney } discount { ...AnyMoney } tax { ...AnyMoney } freight { ...AnyMoney } total { ...AnyMoney } }` as unknown as TypedDocumentNode<OrderPageQuery, OrderPageQueryVariables>;
export const RecordShipmentDocument = `mutation RecordShipment($input: RecordShipmentInput!) { recordShipment(input: $input) { __typename ... on RecordedShipment { shipment { id } } ... on Refused { code message } } }` as unknown as TypedDocumentNode<RecordShipmentMutation, RecordShipmentMutationVariables>;
export const UpdateShipmentDocument = `mutation UpdateShipment($input: UpdateShipmentInput!) { updateShipment(input: $input) { __typename ... on UpdatedShipment { shipment { id } } ... on Refused { code message } } }` as unknown as TypedDocumentNode<UpdateShipmentMutation, UpdateShipmentMutationVariables>;
export const PayoutBatchListDocument = `query PayoutBatchList($first: Int, $after: String, $last: Int, $before: String, $sort: PayoutBatchSort! = NEWEST, $filter: PayoutBatchFilter) { payoutBatches( first: $first after: $after last: $last before: $before sort: $sort filter: $filter ) { nodes { ...BatchSummary } pageInfo { ...PageEnds } } } fragment PageEnds on PageInfo { hasNextPage hasPreviousPage startCursor endCursor } fragment BatchSummary on PayoutBatch { id number state itemCount createdAt releasedAt completedAt total { ...AnyMoney } maker { id name } checker { id name } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<PayoutBatchListQuery, PayoutBatchListQueryVariables>;
export const PayoutBatchPageDocument = `query PayoutBatchPage($id: ID!) { viewer { user { id } } payoutBatch(id: $id) { ...BatchSummary rail currency itemsSha256 cancelReason submittedAt minimum { ...AnyMoney } paid: items(first: 0, filter: {states: [PAID]}) { totalCount } failed: items(first: 0, filter: {states: [FAILED, RETURNED]}) { totalCount } cancelled: items(first: 0, filter: {states: [CANCELLED]}) { totalCount } unknown: items(first: 0, filter: {states: [UNKNOWN]}) { totalCount } sending: items(first: 0, filter: {states: [SENDING]}) { totalCount } ready: items(first: 0, filter: {states: [READY]}) { totalCount } } } fragment BatchSummary on PayoutBatch { id number state itemCount createdAt releasedAt completedAt total { ...AnyMoney } maker { id name } checker { id name } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<PayoutBatchPageQuery, PayoutBatchPageQueryVariables>;
export const PayoutBatchChangedDocument = `subscription PayoutBatchChanged($id: ID!) { payoutBatchChanged(id: $id) { id state paid: items(first: 0, filter: {states: [PAID]}) { totalCount } failed: items(first: 0, filter: {states: [FAILED, RETURNED]}) { totalCount } unknown: items(first: 0, filter: {states: [UNKNOWN]}) { totalCount } ready: items(first: 0, filter: {states: [READY]}) { totalCount } } }` as unknown as TypedDocumentNode<PayoutBatchChangedSubscription, PayoutBatchChangedSubscriptionVariables>;
export const PayoutItemsDocument = `query PayoutItems($id: ID!, $first: Int, $after: String, $last: Int, $before: String, $filter: PayoutItemFilter) { payoutBatch(id: $id) { id items( first: $first after: $after last: $last before: $before sort: LARGEST filter: $filter ) { totalCount nodes { id state waitingReason failure attemptedAt resolvedAt providerTransferId amount { ...AnyMoney } distributor { id code name } } pageInfo { ...PageEnds } } } } fragment PageEnds on PageInfo { hasNextPage hasPreviousPage startCursor endCursor } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<PayoutItemsQuery, PayoutItemsQueryVariables>;
export const PayoutCurrenciesDocument = `query PayoutCurrencies { brand { id currency } }` as unknown as TypedDocumentNode<PayoutCurrenciesQuery, PayoutCurrenciesQueryVariables>;
export const PreviewPayoutDocument = `mutation PreviewPayout($input: PreviewPayoutInput!) { previewPayout(input: $input) { __typename ... on PayoutPreview { payable total { ...AnyMoney } lines { isPayable reasons amount { ...AnyMoney } distributor { id code name payeeAccounts { id currency state holdReason } } } } ...WhyNot } } fragment WhyNot on Refused { code message } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<PreviewPayoutMutation, PreviewPayoutMutationVariables>;
export const PreparePayoutBatchDocument = `mutation PreparePayoutBatch($input: PreparePayoutBatchInput!) { preparePayoutBatch(input: $input) { __typename ... on PreparedPayoutBatch { payoutBatch { id } } ...WhyNot } } fragment WhyNot on Refused { code message }` as unknown as TypedDocumentNode<PreparePayoutBatchMutation, PreparePayoutBatchMutationVariables>;
export const SubmitPayoutBatchDocument = `mutation SubmitPayoutBatch($input: SubmitPayoutBatchInput!) { submitPayoutBatch(input: $input) { __typename ... on SubmittedPayoutBatch { payoutBatch { id state } } ...WhyNot } } fragment WhyNot on Refused { code message }` as unknown as TypedDocumentNode<SubmitPayoutBatchMutation, SubmitPayoutBatchMutationVariables>;
export const ReleasePayoutBatchDocument = `mutation ReleasePayoutBatch($input: ReleasePayoutBatchInput!) { releasePayoutBatch(input: $input) { __typename ... on ReleasedPayoutBatch { payoutBatch { id state } } ...WhyNot } } fragment WhyNot on Refused { code message }` as unknown as TypedDocumentNode<ReleasePayoutBatchMutation, ReleasePayoutBatchMutationVariables>;
export const CancelPayoutBatchDocument = `mutation CancelPayoutBatch($input: CancelPayoutBatchInput!) { cancelPayoutBatch(input: $input) { __typename ... on CancelledPayoutBatch { cancelled payoutBatch { id state } } ...WhyNot } } fragment WhyNot on Refused { code message }` as unknown as TypedDocumentNode<CancelPayoutBatchMutation, CancelPayoutBatchMutationVariables>;
export const ProfileDocument = `query Profile { viewer { today user { id name email language } } brand { id name slug timeZone currency } }` as unknown as TypedDocumentNode<ProfileQuery, ProfileQueryVariables>;
export const ProgramListDocument = `query ProgramList($first: Int, $after: String, $last: Int, $before: String, $sort: ProgramSort! = NEWEST, $filter: ProgramFilter) { programs( first: $first after: $after last: $last before: $before sort: $sort filter: $filter ) { nodes { ...ProgramFields } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } fragment ProgramFields on Program { id name clientId kind scope roles redirectUris isPublic isFirstParty createdAt usedAt formerUntil disabledAt distributor { id code name } }` as unknown as TypedDocumentNode<ProgramListQuery, ProgramListQueryVariables>;
export const CreateProgramDocument = `mutation CreateProgram($input: CreateProgramInput!) { createProgram(input: $input) { __typename ... on ProgramCredentials { clientId clientSecret program { ...ProgramFields } } ... on Refused { code message } } } fragment ProgramFields on Program { id name clientId kind scope roles redirectUris isPublic isFirstParty createdAt usedAt formerUntil disabledAt distributor { id code name } }` as unknown as TypedDocumentNode<CreateProgramMutation, CreateProgramMutationVariables>;
export const RotateProgramSecretDocument = `mutation RotateProgramSecret($input: RotateProgramSecretInput!) { rotateProgramSecret(input: $input) { __typename ... on ProgramCredentials { clientId clientSecret program { ...ProgramFields } } ... on Refused { code message } } } fragment ProgramFields on Program { id name clientId kind scope roles redirectUris isPublic isFirstParty createdAt usedAt formerUntil disabledAt distributor { id code name } }` as unknown as TypedDocumentNode<RotateProgramSecretMutation, RotateProgramSecretMutationVariables>;
export const DisableProgramDocument = `mutation DisableProgram($input: DisableProgramInput!) { disableProgram(input: $input) { __typename ... on DisabledProgram { program { ...ProgramFields } } ... on Refused { code message } } } fragment ProgramFields on Program { id name clientId kind scope roles redirectUris isPublic isFirstParty createdAt usedAt formerUntil disabledAt distributor { id code name } }` as unknown as TypedDocumentNode<DisableProgramMutation, DisableProgramMutationVariables>;
export const IdentityProviderListDocument = `query IdentityProviderList($first: Int, $after: String, $last: Int, $before: String, $sort: IdentityProviderSort! = NEWEST) { identityProviders( first: $first after: $after last: $last before: $before sort: $sort ) { nodes { ...IdentityProviderFields } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } fragment IdentityProviderFields on IdentityProvider { id name kind issuer clientId callbackPath audience isRequired factorValues emailDomains scopes authorizeUrl tokenUrl userinfoUrl subjectClaim emailClaim people createdAt changedAt disabledAt }` as unknown as TypedDocumentNode<IdentityProviderListQuery, IdentityProviderListQueryVariables>;
export const AddIdentityProviderDocument = `mutation AddIdentityProvider($input: AddIdentityProviderInput!) { addIdentityProvider(input: $input) { __typename ... on SavedIdentityProvider { identityProvider { ...IdentityProviderFields } } ... on Refused { code message } } } fragment IdentityProviderFields on IdentityProvider { id name kind issuer clientId callbackPath audience isRequired factorValues emailDomains scopes authorizeUrl tokenUrl userinfoUrl subjectClaim emailClaim people createdAt changedAt disabledAt }` as unknown as TypedDocumentNode<AddIdentityProviderMutation, AddIdentityProviderMutationVariables>;
export const ChangeIdentityProviderDocument = `mutation ChangeIdentityProvider($input: ChangeIdentityProviderInput!) { changeIdentityProvider(input: $input) { __typename ... on SavedIdentityProvider { identityProvider { ...IdentityProviderFields } } ... on Refused { code message } } } fragment IdentityProviderFields on IdentityProvider { id name kind issuer clientId callbackPath audience isRequired factorValues emailDomains scopes authorizeUrl tokenUrl userinfoUrl subjectClaim emailClaim people createdAt changedAt disabledAt }` as unknown as TypedDocumentNode<ChangeIdentityProviderMutation, ChangeIdentityProviderMutationVariables>;
export const RenewIdentityProviderSecretDocument = `mutation RenewIdentityProviderSecret($input: RenewIdentityProviderSecretInput!) { renewIdentityProviderSecret(input: $input) { __typename ... on SavedIdentityProvider { identityProvider { ...IdentityProviderFields } } ... on Refused { code message } } } fragment IdentityProviderFields on IdentityProvider { id name kind issuer clientId callbackPath audience isRequired factorValues emailDomains scopes authorizeUrl tokenUrl userinfoUrl subjectClaim emailClaim people createdAt changedAt disabledAt }` as unknown as TypedDocumentNode<RenewIdentityProviderSecretMutation, RenewIdentityProviderSecretMutationVariables>;
export const SwitchIdentityProviderDocument = `mutation SwitchIdentityProvider($input: SwitchIdentityProviderInput!) { switchIdentityProvider(input: $input) { __typename ... on SavedIdentityProvider { identityProvider { ...IdentityProviderFields } } ... on Refused { code message } } } fragment IdentityProviderFields on IdentityProvider { id name kind issuer clientId callbackPath audience isRequired factorValues emailDomains scopes authorizeUrl tokenUrl userinfoUrl subjectClaim emailClaim people createdAt changedAt disabledAt }` as unknown as TypedDocumentNode<SwitchIdentityProviderMutation, SwitchIdentityProviderMutationVariables>;
export const TestIdentityProviderDocument = `mutation TestIdentityProvider($input: TestIdentityProviderInput!) { testIdentityProvider(input: $input) { __typename ... on TestedIdentityProvider { authorizeUrl keys saysIssuer } ... on Refused { code message } } }` as unknown as TypedDocumentNode<TestIdentityProviderMutation, TestIdentityProviderMutationVariables>;
export const ReceiptListDocument = `query ReceiptList($first: Int, $after: String, $last: Int, $before: String, $sort: ReceiptSort! = NEWEST, $filter: ReceiptFilter) { receipts( first: $first after: $after last: $last before: $before sort: $sort filter: $filter ) { nodes { ...ReceiptFields } pageInfo { ...PageEnds } } } fragment PageEnds on PageInfo { hasNextPage hasPreviousPage startCursor endCursor } fragment ReceiptFields on Receipt { id provider providerPaymentId state receivedOn bookedOn createdAt amount { ...AnyMoney } fee { ...AnyMoney } applied { ...AnyMoney } refunded { ...AnyMoney } unapplied { ...AnyMoney } debtor { id name distributor { id } } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<ReceiptListQuery, ReceiptListQueryVariables>;
export const ReceiptDetailDocument = `query ReceiptDetail($id: ID!) { node(id: $id) { __typename id ... on Receipt { ...ReceiptFields applications { ...Settled } refunds(first: 20) { nodes { id state reason requestedOn failure amount { ...AnyMoney } } } } } } fragment ReceiptFields on Receipt { id provider providerPaymentId state receivedOn bookedOn createdAt amount { ...AnyMoney } fee { ...AnyMoney } applied { ...AnyMoney } refunded { ...AnyMoney } unapplied { ...AnyMoney } debtor { id name distributor { id } } } fragment AnyMoney on Money { amount currency } fragment Settled on Application { id appliedOn amount { ...AnyMoney } receivable { id number } }` as unknown as TypedDocumentNode<ReceiptDetailQuery, ReceiptDetailQueryVariables>;
export const RefundReceiptDocument = `mutation RefundReceipt($input: RefundReceiptInput!) { refundReceipt(input: $input) { __typename ... on RequestedRefund { refund { id state } receipt { ...ReceiptFields } } ...WhyNot } } fragment ReceiptFields on Receipt { id provider providerPaymentId state receivedOn bookedOn createdAt amount { ...AnyMoney } fee { ...AnyMoney } applied { ...AnyMoney } refunded { ...AnyMoney } unapplied { ...AnyMoney } debtor { id name distributor { id } } } fragment WhyNot on Refused { code message } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<RefundReceiptMutation, RefundReceiptMutationVariables>;
export const ReceivableListDocument = `query ReceivableList($first: Int, $after: String, $last: Int, $before: String, $sort: ReceivableSort! = DUE_FIRST, $filter: ReceivableFilter) { receivables( first: $first after: $after last: $last before: $before sort: $sort filter: $filter ) { nodes { ...ItemFields } pageInfo { ...PageEnds } } } fragment PageEnds on PageInfo { hasNextPage hasPreviousPage startCursor endCursor } fragment ItemFields on Receivable { id number instalment issuedOn dueOn isOverdue total { ...AnyMoney } applied { ...AnyMoney } open { ...AnyMoney } order { id number } creditor { id name } debtor { id name distributor { id code } } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<ReceivableListQuery, ReceivableListQueryVariables>;
export const TodayDocument = `query Today { viewer { today } }` as unknown as TypedDocumentNode<TodayQuery, TodayQueryVariables>;
export const CreateLinkDocument = `mutation CreateLink($input: CreatePaymentLinkInput!) { createPaymentLink(input: $input) { __typename ... on CreatedPaymentLink { payUrl amount { ...AnyMoney } paymentLink { id expiresAt } } ...WhyNot } } fragment WhyNot on Refused { code message } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<CreateLinkMutation, CreateLinkMutationVariables>;
export const SettlementCalendarDocument = `query SettlementCalendar { viewer { today } settlementRuns(first: 24) { nodes { id periodStart periodEnd state startedAt closedAt statementsCount } } }` as unknown as TypedDocumentNode<SettlementCalendarQuery, SettlementCalendarQueryVariables>;
export const SettlementReadinessDocument = `query SettlementReadiness($from: Date!, $until: Date!, $lastFrom: Date!) { orders( first: 0 filter: {states: [PENDING], orderedFrom: $from, orderedUntil: $until} ) { totalCount } quarantinedRows(first: 0, filter: {states: [OPEN]}) { totalCount } importRuns(first: 0, filter: {states: [RUNNING]}) { totalCount } receipts(first: 0, filter: {states: [PENDING]}) { totalCount } statements( first: 0 filter: {states: [DISPUTED], periodFrom: $lastFrom, periodUntil: $from} ) { totalCount } }` as unknown as TypedDocumentNode<SettlementReadinessQuery, SettlementReadinessQueryVariables>;
export const PreviewMonthDocument = `mutation PreviewMonth($month: String!) { previewMonth(input: {month: $month}) { __typename ... on MonthPreview { periodStart periodEnd isClosed isOver commissionLines statements totals { currency statements owedOpening { ...AnyMoney } owedMovement { ...AnyMoney } owedClosing { ...AnyMoney } earnedOpening { ...AnyMoney } earnedMovement { ...AnyMoney } earnedClosing { ...AnyMoney } } } ...WhyNot } } fragment WhyNot on Refused { code message } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<PreviewMonthMutation, PreviewMonthMutationVariables>;
export const CloseMonthDocument = `mutation CloseMonth($input: CloseMonthInput!) { closeMonth(input: $input) { __typename ... on StartedTask { task { id } } ...WhyNot } } fragment WhyNot on Refused { code message }` as unknown as TypedDocumentNode<CloseMonthMutation, CloseMonthMutationVariables>;
export const StatementListDocument = `query StatementList($first: Int, $after: String, $last: Int, $before: String, $sort: StatementSort! = NEWEST, $filter: StatementFilter) { statements( first: $first after: $after last: $last before: $before sort: $sort filter: $filter ) { totalCount nodes { id number state currency periodStart periodEnd issuedOn isPrinted counterpartyCode counterpartyName creditorName answeredAt disputeReason ...StatementBalances } pageInfo { ...PageEnds } } } fragment PageEnds on PageInfo { hasNextPage hasPreviousPage startCursor endCursor } fragment StatementBalances on Statement { owedOpening { ...AnyMoney } owedMovement { ...AnyMoney } owedClosing { ...AnyMoney } earnedOpening { ...AnyMoney } earnedMovement { ...AnyMoney } earnedClosing { ...AnyMoney } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<StatementListQuery, StatementListQueryVariables>;
export const StatementPageDocument = `query StatementPage($id: ID!) { statement(id: $id) { id number state currency periodStart periodEnd issuedOn isPrinted pdfSha256 answeredAt disputeReason creditorName counterpartyCode counterpartyName ...StatementBalances ageing { bucket items open { ...AnyMoney } } run { id closedAt } counterparty { id distributor { id } } } } fragment StatementBalances on Statement { owedOpening { ...AnyMoney } owedMovement { ...AnyMoney } owedClosing { ...AnyMoney } earnedOpening { ...AnyMoney } earnedMovement { ...AnyMoney } earnedClosing { ...AnyMoney } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<StatementPageQuery, StatementPageQueryVariables>;
export const StatementChangedDocument = `subscription StatementChanged($id: ID!) { statementChanged(id: $id) { id state isPrinted answeredAt } }` as unknown as TypedDocumentNode<StatementChangedSubscription, StatementChangedSubscriptionVariables>;
export const StatementLinesDocument = `query StatementLines($id: ID!, $after: String) { statement(id: $id) { id lines(first: 100, after: $after) { totalCount nodes { ...StatementMovement } pageInfo { hasNextPage endCursor } } } } fragment StatementMovement on StatementLine { position side section bookedOn reference detail amount { ...AnyMoney } subject { __typename id } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<StatementLinesQuery, StatementLinesQueryVariables>;
export const StatementCommissionDocument = `query StatementCommission($id: ID!, $first: Int!) { statement(id: $id) { id commissionLines(first: $first, sort: LARGEST) { totalCount nodes { id kind depth quantity earnedOn rate base { ...AnyMoney } unitGap { ...AnyMoney } amount { ...AnyMoney } order { id number } orderLine { id name sku } seller { id name } } } } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<StatementCommissionQuery, StatementCommissionQueryVariables>;
export const TaskListDocument = `query TaskList($first: Int, $after: String, $last: Int, $before: String, $sort: TaskSort! = NEWEST, $filter: TaskFilter) { tasks( first: $first after: $after last: $last before: $before sort: $sort filter: $filter ) { nodes { ...TaskFields } pageInfo { ...PageEnds } } } fragment PageEnds on PageInfo { hasNextPage hasPreviousPage startCursor endCursor } fragment TaskFields on Task { id kind title state done total refusalCode refusalMessage createdAt startedAt finishedAt startedBy { id name } subject { __typename id } }` as unknown as TypedDocumentNode<TaskListQuery, TaskListQueryVariables>;
export const WebhookEndpointListDocument = `query WebhookEndpointList($first: Int, $after: String, $last: Int, $before: String, $sort: WebhookEndpointSort! = NEWEST) { webhookEndpoints( first: $first after: $after last: $last before: $before sort: $sort ) { nodes { ...WebhookEndpointFields } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } fragment WebhookEndpointFields on WebhookEndpoint { id address description kinds state disabledBy succeededAt failingSince createdAt createdBy { id name } }` as unknown as TypedDocumentNode<WebhookEndpointListQuery, WebhookEndpointListQueryVariables>;
export const WebhookDeliveryListDocument = `query WebhookDeliveryList($first: Int, $after: String, $last: Int, $before: String, $sort: WebhookDeliverySort! = NEWEST, $filter: WebhookDeliveryFilter) { webhookDeliveries( first: $first after: $after last: $last before: $before sort: $sort filter: $filter ) { nodes { ...WebhookDeliveryFields } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } fragment WebhookDeliveryFields on WebhookDelivery { id webhookId kind state attemptsCount nextAttemptAt settledAt lastStatus createdAt endpoint { id address description state } }` as unknown as TypedDocumentNode<WebhookDeliveryListQuery, WebhookDeliveryListQueryVariables>;
export const WebhookDeliveryDetailDocument = `query WebhookDeliveryDetail($id: ID!) { webhookDelivery(id: $id) { ...WebhookDeliveryFields message { id body } attempts { number begunAt endedAt milliseconds status fault response } } } fragment WebhookDeliveryFields on WebhookDelivery { id webhookId kind state attemptsCount nextAttemptAt settledAt lastStatus createdAt endpoint { id address description state } }` as unknown as TypedDocumentNode<WebhookDeliveryDetailQuery, WebhookDeliveryDetailQueryVariables>;
export const CreateWebhookEndpointDocument = `mutation CreateWebhookEndpoint($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { __typename ... on WebhookEndpointSecret { secret webhookEndpoint { ...WebhookEndpointFields } } ... on Refused { code message } } } fragment WebhookEndpointFields on WebhookEndpoint { id address description kinds state disabledBy succeededAt failingSince createdAt createdBy { id name } }` as unknown as TypedDocumentNode<CreateWebhookEndpointMutation, CreateWebhookEndpointMutationVariables>;
export const UpdateWebhookEndpointDocument = `mutation UpdateWebhookEndpoint($input: UpdateWebhookEndpointInput!) { updateWebhookEndpoint(input: $input) { __typename ... on SavedWebhookEndpoint { webhookEndpoint { ...WebhookEndpointFields } } ... on Refused { code message } } } fragment WebhookEndpointFields on WebhookEndpoint { id address description kinds state disabledBy succeededAt failingSince createdAt createdBy { id name } }` as unknown as TypedDocumentNode<UpdateWebhookEndpointMutation, UpdateWebhookEndpointMutationVariables>;
export const RotateWebhookSecretDocument = `mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) { rotateWebhookSecret(input: $input) { __typename ... on WebhookEndpointSecret { secret } ... on Refused { code message } } }` as unknown as TypedDocumentNode<RotateWebhookSecretMutation, RotateWebhookSecretMutationVariables>;
export const DeleteWebhookEndpointDocument = `mutation DeleteWebhookEndpoint($input: DeleteWebhookEndpointInput!) { deleteWebhookEndpoint(input: $input) { __typename ... on DeletedWebhookEndpoint { endpointId } ... on Refused { code message } } }` as unknown as TypedDocumentNode<DeleteWebhookEndpointMutation, DeleteWebhookEndpointMutationVariables>;
export const SendTestWebhookDocument = `mutation SendTestWebhook($input: SendTestWebhookInput!) { sendTestWebhook(input: $input) { __typename ... on SentTestWebhook { webhookDelivery { ...WebhookDeliveryFields } } ... on Refused { code message } } } fragment WebhookDeliveryFields on WebhookDelivery { id webhookId kind state attemptsCount nextAttemptAt settledAt lastStatus createdAt endpoint { id address description state } }` as unknown as TypedDocumentNode<SendTestWebhookMutation, SendTestWebhookMutationVariables>;
export const ReplayWebhookDeliveryDocument = `mutation ReplayWebhookDelivery($input: ReplayWebhookDeliveryInput!) { replayWebhookDelivery(input: $input) { __typename ... on ReplayedWebhookDelivery { webhookDelivery { ...WebhookDeliveryFields } } ... on Refused { code message } } } fragment WebhookDeliveryFields on WebhookDelivery { id webhookId kind state attemptsCount nextAttemptAt settledAt lastStatus createdAt endpoint { id address description state } }` as unknown as TypedDocumentNode<ReplayWebhookDeliveryMutation, ReplayWebhookDeliveryMutationVariables>;
export const ReplayFailedWebhooksDocument = `mutation ReplayFailedWebhooks($input: ReplayFailedWebhooksInput!) { replayFailedWebhooks(input: $input) { __typename ... on ReplayedFailedWebhooks { deliveries } ... on Refused { code message } } }` as unknown as TypedDocumentNode<ReplayFailedWebhooksMutation, ReplayFailedWebhooksMutationVariables>;
export const MyEarningsDocument = `query MyEarnings { viewer { today distributor { id positions { currency earned { ...AnyMoney } reserved { ...AnyMoney } } payeeAccounts { id rail providerAccount currency state holdReason } } } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<MyEarningsQuery, MyEarningsQueryVariables>;
export const MyCommissionDocument = `query MyCommission($first: Int, $after: String, $filter: CommissionLineFilter) { viewer { distributor { id commissionLines(first: $first, after: $after, filter: $filter) { nodes { ...EarnedLine } pageInfo { hasNextPage endCursor } } } } } fragment EarnedLine on CommissionLine { id kind depth earnedOn quantity rate base { ...AnyMoney } unitGap { ...AnyMoney } amount { ...AnyMoney } seller { id name } beneficiary { id name } order { id number } orderLine { id name } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<MyCommissionQuery, MyCommissionQueryVariables>;
export const MyPayoutsDocument = `query MyPayouts($first: Int, $after: String) { viewer { distributor { id payouts(first: $first, after: $after) { nodes { id state createdAt resolvedAt destination failure amount { ...AnyMoney } } pageInfo { hasNextPage endCursor } } } } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<MyPayoutsQuery, MyPayoutsQueryVariables>;
export const MyHomeDocument = `query MyHome($money: Boolean!) { viewer { today distributor { id name grade { name } positions @include(if: $money) { currency owed { ...AnyMoney } earned { ...AnyMoney } reserved { ...AnyMoney } } statements(first: 3, filter: {states: [ISSUED]}) @include(if: $money) { nodes { id number periodStart periodEnd creditorName owedClosing { ...AnyMoney } } totalCount } orders(first: 3) { nodes { ...OrderRow } } } } } fragment OrderRow on Order { id number kind state mode orderedOn shippedOn total { ...AnyMoney } distributor { id name } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<MyHomeQuery, MyHomeQueryVariables>;
export const MyNetworkDocument = `query MyNetwork($first: Int, $after: String, $filter: DistributorFilter) { distributors(first: $first, after: $after, filter: $filter) { nodes { id code name level grade { name } parent { id name } } pageInfo { hasNextPage endCursor } } }` as unknown as TypedDocumentNode<MyNetworkQuery, MyNetworkQueryVariables>;
export const MyPlaceDocument = `query MyPlace { viewer { sides { party code name isDistributor isCurrent } user { id name email } distributor { id code name level email phone address grade { name } parent { id name } } } }` as unknown as TypedDocumentNode<MyPlaceQuery, MyPlaceQueryVariables>;
export const MyMemberDocument = `query MyMember($id: ID!, $money: Boolean!) { distributor(id: $id) { id code name level phone email address grade { name } parent { id name } contacts { id name role phone email } orders(first: 5) { nodes { ...OrderRow } } children(first: 50) { nodes { id code name grade { name } } } statements(first: 5) @include(if: $money) { nodes { ...StatementRow } } } } fragment OrderRow on Order { id number kind state mode orderedOn shippedOn total { ...AnyMoney } distributor { id name } } fragment StatementRow on Statement { id number state periodStart periodEnd owedClosing { ...AnyMoney } earnedClosing { ...AnyMoney } creditorName counterpartyName } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<MyMemberQuery, MyMemberQueryVariables>;
export const MyOrdersDocument = `query MyOrders($first: Int, $after: String, $sort: OrderSort! = NEWEST, $filter: OrderFilter) { orders(first: $first, after: $after, sort: $sort, filter: $filter) { nodes { ...OrderRow } pageInfo { hasNextPage endCursor } } } fragment OrderRow on Order { id number kind state mode orderedOn shippedOn total { ...AnyMoney } distributor { id name } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<MyOrdersQuery, MyOrdersQueryVariables>;
export const MyOrderDocument = `query MyOrder($id: ID!, $money: Boolean!) { viewer { distributor { id } } order(id: $id) { ...OrderRow externalId orderedAt billableOn deliveredOn ...OrderSum lines(first: 100) { nodes { id sku name quantity assignedQuantity unitPrice { ...AnyMoney } net { ...AnyMoney } } } shipments(first: 50) { nodes { id state carrier trackingNumber shippedOn deliveredOn returnedOn lines { quantity orderLine { id name } } } } receivables(first: 20) { nodes { ...OpenItem } } returns(first: 10) { nodes { id returnedOn total { ...AnyMoney } creditNote { id number } } } commissionLines(first: 50, sort: LARGEST) @include(if: $money) { nodes { ...EarnedLine } } } } fragment EarnedLine on CommissionLine { id kind depth earnedOn quantity rate base { ...AnyMoney } unitGap { ...AnyMoney } amount { ...AnyMoney } seller { id name } beneficiary { id name } order { id number } orderLine { id name } } fragment OrderRow on Order { id number kind state mode orderedOn shippedOn total { ...AnyMoney } distributor { id name } } fragment OpenItem on Receivable { id number instalment dueOn isOverdue total { ...AnyMoney } open { ...AnyMoney } creditorName debtor { id name } } fragment AnyMoney on Money { amount currency } fragment OrderSum on Order { goods { ...AnyMoney } discount { ...AnyMoney } tax { ...AnyMoney } freight { ...AnyMoney } total { ...AnyMoney } }` as unknown as TypedDocumentNode<MyOrderQuery, MyOrderQueryVariables>;
export const MyOpenItemsDocument = `query MyOpenItems($after: String, $isToBrand: Boolean!) { viewer { today distributor { id receivables( first: 100 after: $after filter: {isOpen: true, isToBrand: $isToBrand} ) { nodes { ...OpenItem order { id number } } pageInfo { hasNextPage endCursor } } } } } fragment OpenItem on Receivable { id number instalment dueOn isOverdue total { ...AnyMoney } open { ...AnyMoney } creditorName debtor { id name } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<MyOpenItemsQuery, MyOpenItemsQueryVariables>;
export const MyPaymentLinksDocument = `query MyPaymentLinks { paymentLinks(first: 10, filter: {states: [OPEN]}) { nodes { id createdAt expiresAt amount { ...AnyMoney } debtor { id } } } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<MyPaymentLinksQuery, MyPaymentLinksQueryVariables>;
export const MyPaymentLinkDocument = `query MyPaymentLink($id: ID!) { node(id: $id) { __typename id ... on PaymentLink { state expiresAt creditor { id name } amount { ...AnyMoney } items { amount { ...AnyMoney } receivable { ...OpenItem } } receipts(first: 5) { nodes { id state receivedOn amount { ...AnyMoney } } } } } } fragment OpenItem on Receivable { id number instalment dueOn isOverdue total { ...AnyMoney } open { ...AnyMoney } creditorName debtor { id name } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<MyPaymentLinkQuery, MyPaymentLinkQueryVariables>;
export const CreateMyLinkDocument = `mutation CreateMyLink($input: CreatePaymentLinkInput!) { createPaymentLink(input: $input) { __typename ... on CreatedPaymentLink { payUrl paymentLink { id } } ...WhyNot } } fragment WhyNot on Refused { code message }` as unknown as TypedDocumentNode<CreateMyLinkMutation, CreateMyLinkMutationVariables>;
export const MyStatementsDocument = `query MyStatements($first: Int, $after: String, $filter: StatementFilter) { viewer { distributor { id statements(first: $first, after: $after, filter: $filter) { nodes { ...StatementRow } pageInfo { hasNextPage endCursor } } } } } fragment StatementRow on Statement { id number state periodStart periodEnd owedClosing { ...AnyMoney } earnedClosing { ...AnyMoney } creditorName counterpartyName } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<MyStatementsQuery, MyStatementsQueryVariables>;
export const MyStatementDocument = `query MyStatement($id: ID!) { viewer { distributor { id name } } statement(id: $id) { ...StatementRow issuedOn answeredAt disputeReason isPrinted counterparty { id distributor { id } } ...StatementBalances lines(first: 100) { nodes { ...StatementMovement } pageInfo { hasNextPage endCursor } } commissionLines(first: 5, sort: LARGEST) { nodes { ...EarnedLine } totalCount } } } fragment EarnedLine on CommissionLine { id kind depth earnedOn quantity rate base { ...AnyMoney } unitGap { ...AnyMoney } amount { ...AnyMoney } seller { id name } beneficiary { id name } order { id number } orderLine { id name } } fragment StatementRow on Statement { id number state periodStart periodEnd owedClosing { ...AnyMoney } earnedClosing { ...AnyMoney } creditorName counterpartyName } fragment StatementBalances on Statement { owedOpening { ...AnyMoney } owedMovement { ...AnyMoney } owedClosing { ...AnyMoney } earnedOpening { ...AnyMoney } earnedMovement { ...AnyMoney } earnedClosing { ...AnyMoney } } fragment StatementMovement on StatementLine { position side section bookedOn reference detail amount { ...AnyMoney } subject { __typename id } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<MyStatementQuery, MyStatementQueryVariables>;
export const MyStatementLinesDocument = `query MyStatementLines($id: ID!, $after: String) { statement(id: $id) { id lines(first: 100, after: $after) { nodes { ...StatementMovement } pageInfo { hasNextPage endCursor } } } } fragment StatementMovement on StatementLine { position side section bookedOn reference detail amount { ...AnyMoney } subject { __typename id } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<MyStatementLinesQuery, MyStatementLinesQueryVariables>;
export const MyStatementCommissionDocument = `query MyStatementCommission($id: ID!, $first: Int, $after: String, $sort: CommissionLineSort! = LARGEST) { statement(id: $id) { id number commissionLines(first: $first, after: $after, sort: $sort) { nodes { ...EarnedLine } pageInfo { hasNextPage endCursor } } } } fragment EarnedLine on CommissionLine { id kind depth earnedOn quantity rate base { ...AnyMoney } unitGap { ...AnyMoney } amount { ...AnyMoney } seller { id name } beneficiary { id name } order { id number } orderLine { id name } } fragment AnyMoney on Money { amount currency }` as unknown as TypedDocumentNode<MyStatementCommissionQuery, MyStatementCommissionQueryVariables>;
export const ConfirmMyStatementDocument = `mutation ConfirmMyStatement($input: ConfirmStatementInput!) { confirmStatement(input: $input) { __typename ... on ConfirmedStatement { statement { id state } } ...WhyNot } } fragment WhyNot on Refused { code message }` as unknown as TypedDocumentNode<ConfirmMyStatementMutation, ConfirmMyStatementMutationVariables>;
export const DisputeMyStatementDocument = `mutation DisputeMyStatement($input: DisputeStatementInput!) { disputeStatement(input: $input) { __typename ... on DisputedStatement { statement { id state } } ...WhyNot } } fragment WhyNot on Refused { code message }` as unknown as TypedDocumentNode<DisputeMyStatementMutation, DisputeMyStatementMutationVariables>;
export const RevealPayeeAccountDocument = `mutation RevealPayeeAccount($input: RevealPayeeAccountInput!) { revealPayeeAccount(input: $input) { __typename ... on RevealedPayeeAccount { providerAccount } ...WhyNot } } fragment WhyNot on Refused { code message }` as unknown as TypedDocumentNode<RevealPayeeAccountMutation, RevealPayeeAccountMutationVariables>;
export const TraceDocument = `query Trace($id: ID!, $money: Boolean!, $finance: Boolean!, $banking: Boolean!) { node(id: $id) { __typename id ... on CommissionLine { ...CommissionTrace @include(if: $money) } ... on Receivable { ...ReceivableTrace } ... on OrderLine { ...OrderLineTrace } ... on Receipt { ...ReceiptTrace } ... on CreditNote { ...CreditNoteTrace } ... on Refund { ...RefundTrace @include(if: $money) } ... on PayoutItem { ...PayoutTrace @include(if: $money) } } } fragment AnyMoney on Money { amount currency } fragment OrderSum on Order { goods { ...AnyMoney } discount { ...AnyMoney } tax { ...AnyMoney } freight { ...AnyMoney } total { ...AnyMoney } } fragment Settled on Application { id appliedOn amount { ...AnyMoney } receivable { id number } } fragment CommissionTrace on CommissionLine { kind depth base { ...AnyMoney } rate unitGap { ...AnyMoney } quantity amount { ...AnyMoney } earnedOn plan { id name version base } seller { id name } beneficiary { id name } reverses { id amount { ...AnyMoney } } orderLine { id sku name quantity net { ...AnyMoney } } order { id number } } fragment ReceivableTrace on Receivable { number instalment dueOn issuedOn isOverdue total { ...AnyMoney } open { ...AnyMoney } order { id number ...OrderSum lines(first: 50) { nodes { id sku name quantity net { ...AnyMoney } } } } settledBy: applications(first: 50) { nodes { id source appliedOn amount { ...AnyMoney } receipt { id } creditNote { id number } } } } fragment OrderLineTrace on OrderLine { sku name quantity unitPrice { ...AnyMoney } goods { ...AnyMoney } discount { ...AnyMoney } net { ...AnyMoney } tax { ...AnyMoney } lineOrder: order { id number orderedOn distributor { id name } } ladder { depth unitPrice { ...AnyMoney } party { id name } grade { name } } commissionLines(first: 20) @include(if: $money) { nodes { id kind depth amount { ...AnyMoney } beneficiary { id name } } } } fragment ReceiptTrace on Receipt { receiptState: state receivedOn amount { ...AnyMoney } applied { ...AnyMoney } unapplied { ...AnyMoney } refunded { ...AnyMoney } settles: applications { ...Settled } } fragment CreditNoteTrace on CreditNote { number issuedOn total { ...AnyMoney } applied { ...AnyMoney } order { id number } settles: applications { ...Settled } returned { id returnedOn net { ...AnyMoney } tax { ...AnyMoney } freight { ...AnyMoney } lines { id quantity net { ...AnyMoney } orderLine { id name } } } } fragment RefundTrace on Refund { refundState: state reason requestedOn amount { ...AnyMoney } refundOf: receipt { id amount { ...AnyMoney } } } fragment PayoutTrace on PayoutItem { payoutState: state destination @include(if: $banking) payeeAccount @include(if: $banking) { id } createdAt resolvedAt failure amount { ...AnyMoney } batch @include(if: $finance) { id number } }` as unknown as TypedDocumentNode<TraceQuery, TraceQueryVariables>;