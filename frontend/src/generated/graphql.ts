/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode } from '@urql/core';
/** A draft that is to be in force. */
export type ActivateOfferInput = {
  /** Of which offer. */
  code: string;
};

/** Codes that are to let their bearers have an offer. */
export type AddCouponsInput = {
  /** The codes, each once and new; 1,000 at most. */
  codes: Array<string>;
  /** Which offer, by its code; all its versions. */
  offerCode: string;
  /** How many orders may use each of them. */
  usesMax: number;
};

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

/** What is said to the dispute of a line. */
export type AnswerDisputeInput = {
  /** What is done about it, or why nothing is; the distributor reads it. */
  answer: string;
  /** Whether the distributor is right. */
  isAccepted: boolean;
  /** The place of the line on it, from 1. */
  position: number;
  /** Which statement. */
  statementId: string;
};

/** What an open item was settled with. */
export type ApplicationSource =
  /** Credit that was left over before. */
  | 'CREDIT'
  /** Credit for a return. */
  | 'CREDIT_NOTE'
  /** A rebate that was deducted. */
  | 'REBATE'
  /** Money that came in. */
  | 'RECEIPT';

/** A discount that somebody else asked for. */
export type ApproveDiscountInput = {
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
  /** Which request. */
  requestId: string;
};

/** A draft that a second person puts in force, with what that person was shown. */
export type ApprovePlanDraftInput = {
  /** Of which plan. */
  code: string;
  /** CommissionPlanDraft.submittedSha256 as it was shown. */
  digest: string;
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
};

/** A claim that somebody agrees to, at the step that was shown. */
export type ApproveRebateClaimInput = {
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
  /** Which claim. */
  rebateClaimId: string;
  /** RebateClaim.step as it was shown. */
  step: number;
};

/** A discount on an order that is not billed. */
export type AskDiscountInput = {
  /** What is to be taken off, net of tax. */
  amount: MoneyInput;
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
  /** On which order. */
  orderId: string;
  /** The line, by its place; the whole order if unsaid. */
  position?: number | null | undefined;
  /** Why; it is kept, and the order's trace says it. */
  reason: string;
};

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

/** Units of an order that came back. */
export type BookReturnInput = {
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
  /** What came back. */
  lines: Array<ReturnedLineInput>;
  /** Which order. */
  orderId: string;
  /** What the return is called, once for the order. */
  reference: string;
  /** The day it came back; today if unsaid. */
  returnedOn?: string | null | undefined;
};

/** An order that is not to be. */
export type CancelOrderInput = {
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
  /** Which order. */
  orderId: string;
  /** Why; it is kept. */
  reason: string;
};

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

/** A rebate that is claimed for its order lines. */
export type ClaimRebateInput = {
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
  /** Order lines that are not claimed now; none if unsaid. */
  leftOut?: Array<string> | null | undefined;
  /** What the brand is to read. */
  note?: string | null | undefined;
  /** Which rebate. */
  rebateCreditId: string;
};

/** What a return takes back. */
export type ClawBack =
  /** The line's share at its own rate: volume and bands stay as they were sold. */
  | 'ORIGINAL'
  /** The period is rated anew, as if what came back had never been sold. */
  | 'RERATE';

/** A month to be closed for good. */
export type CloseMonthInput = {
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
  /** The period: 2026-10, 2026-W47, 2026-Q4, or its days as first..last. */
  month: string;
};

/** What a rate is a rate of. */
export type CommissionBase =
  /** The line after discount, with tax. */
  | 'GROSS'
  /** The line after discount, without tax, less what it costs whoever earns. */
  | 'MARGIN'
  /** The line after discount, without tax. */
  | 'NET';

/** What earns the commission of a line. */
export type CommissionEarnedOn =
  /** The money: the part that its order is paid for, payment by payment. */
  | 'CASH'
  /** The bill: all of it, on the day the line is billed. */
  | 'INVOICE';

/** Why a commission is earned. */
export type CommissionKind =
  /** On top, for what a month, a quarter or a year came to. */
  | 'BONUS'
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

/** Orders of drafts. */
export type CommissionPlanDraftSort =
  /** What was changed last, first. */
  | 'NEWEST';

/** Why a line was booked that is a difference: of a term, or earned on cash. */
export type CommissionReason =
  /** Money for its order came in, or went back, in the period that was settled. */
  | 'PAYMENT'
  /** Something of it came back in the period that was settled. */
  | 'RETURN'
  /** The order line was billed in the period that was settled. */
  | 'SALE'
  /** Other lines of its rating period, or of its order, were billed or came back. */
  | 'TRUE_UP';

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

/** A statement that was wrong. */
export type CorrectStatementInput = {
  /** Credit notes of later days that belong on it. */
  creditNotes?: Array<string> | null | undefined;
  /** What was wrong; the distributor reads it. */
  reason: string;
  /** Open items of later days that belong on it. */
  receivables?: Array<string> | null | undefined;
  /** Which statement; the newest version of it. */
  statementId: string;
};

/** What one field of a row should have said. */
export type CorrectionInput = {
  /** The field, by the names of QuarantinedRow.fields. */
  field: string;
  /** What it should say; empty for nothing. */
  value: string;
};

/** Which coupons. */
export type CouponFilter = {
  /** With exactly this code. */
  code?: string | null | undefined;
  /** Whether nothing is left of it. */
  isUsedUp?: boolean | null | undefined;
  /** Of this offer. */
  offerCode?: string | null | undefined;
};

/** Orders of coupons. */
export type CouponSort =
  /** By their code. */
  | 'CODE'
  /** What was added last, first. */
  | 'NEWEST';

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

/** Somebody who decides about claims while one is away. */
export type DelegateRebateClaimsInput = {
  /** From which day. */
  firstOn: string;
  /** The last day of it. */
  lastOn: string;
  /** Who decides instead. */
  userId: string;
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

/** Which requests. */
export type DiscountRequestFilter = {
  /** In one of these states. */
  states?: Array<DiscountState> | null | undefined;
};

/** Orders of requests. */
export type DiscountRequestSort =
  /** What was asked for last, first. */
  | 'NEWEST';

/** Where a discount by hand stands. */
export type DiscountState =
  /** The order is priced with it. */
  | 'APPROVED'
  /** It is not given. */
  | 'REFUSED'
  /** Somebody else has to approve it. */
  | 'WAITING';

/** Rows that nobody will load. */
export type DismissQuarantinedRowsInput = {
  /** Why; it is kept. */
  reason: string;
  /** Which rows. */
  rowIds: Array<string>;
};

/** Where the dispute of a line stands. */
export type DisputeState =
  /** The brand agrees. */
  | 'ACCEPTED'
  /** The brand does not agree. */
  | 'DECLINED'
  /** The brand has not answered it. */
  | 'OPEN'
  /** The distributor confirmed the statement before there was an answer. */
  | 'WITHDRAWN';

/** A statement in which something is wrong. */
export type DisputeStatementInput = {
  /** What is wrong with which line; more can follow until the statement is confirmed. */
  lines?: Array<LineDisputeInput> | null | undefined;
  /** What is wrong with the whole; the brand reads it. May be empty where lines say it. */
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

/** A draft that is to be thrown away. */
export type DropOfferDraftInput = {
  /** Of which offer. */
  code: string;
};

/** A draft that is to be thrown away. */
export type DropPlanDraftInput = {
  /** Of which plan. */
  code: string;
};

/** Somebody to be signed out everywhere. */
export type EndMemberSessionsInput = {
  /** At which distributor; in the brand itself if unsaid. */
  distributorId?: string | null | undefined;
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
  /** Which person, as a member of the team is called. */
  person: string;
};

/** A version that is to end. */
export type EndOfferInput = {
  /** Which version. */
  offerId: string;
  /** The first day of orders that no longer have it: today or later. */
  on: string;
};

/** Claims that are one's own again. */
export type EndRebateDelegationInput = {
  /** Which delegation of one's own. */
  delegationId: string;
};

/** What is supposed to be sold on top. */
export type EstimateCommissionInput = {
  /** Of what counts, for each target of its currency by itself; nothing if unsaid. */
  more?: MoneyInput | null | undefined;
};

/** What is supposed to be bought on top. */
export type EstimateRebateInput = {
  /** For how much, without tax; for each rebate by itself; nothing if unsaid. */
  more?: MoneyInput | null | undefined;
  /** How many units, where units count; none if unsaid. */
  units?: number | null | undefined;
};

/** A rebate that is to be paid out. */
export type GiveRebateInCashInput = {
  /** How much of it. */
  amount: MoneyInput;
  /** Whose rebate. */
  distributorId: string;
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
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

/** A claim that was given back, and is handed in again. */
export type HandInRebateClaimInput = {
  /** What is said to the reason it was given back for. */
  note?: string | null | undefined;
  /** Which claim. */
  rebateClaimId: string;
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

/** What became of a letter. */
export type LetterState =
  /** It was not worth sending any more. */
  | 'LAPSED'
  /** Its mail server does not know the address. */
  | 'REFUSED'
  /** Its mail server took it. */
  | 'SENT'
  /** It has not been handed over yet. */
  | 'WAITING';

/** A line in which something is wrong. */
export type LineDisputeInput = {
  /** Its place on the statement, from 1. */
  position: number;
  /** What is wrong with it; the brand reads it. */
  reason: string;
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

/** Orders of drafts. */
export type OfferDraftSort =
  /** What was changed last, first. */
  | 'NEWEST';

/** Which versions of offers. */
export type OfferFilter = {
  /** Of this offer. */
  code?: string | null | undefined;
  /** In force on this day. */
  on?: string | null | undefined;
};

/** What an offer does to an order. */
export type OfferKind =
  /** Buy so many, get others free, or a gift. */
  | 'BUY_GET'
  /** Spend so much in several stores, save so much; the cost is split. */
  | 'CROSS_STORE'
  /** The first so many get a gift. */
  | 'FIRST_GIFTS'
  /** Somebody takes something off by hand. */
  | 'MANUAL'
  /** Every so many-th unit costs a percentage. */
  | 'NTH_UNIT'
  /** Pay a percentage of the price. */
  | 'PERCENTAGE'
  /** Spend so much, save so much. */
  | 'SPEND_SAVE';

/** Orders of offers. */
export type OfferSort =
  /** What begins last, first. */
  | 'NEWEST'
  /** As they follow one another. */
  | 'RANK';

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
  /** That ended on or after this day of the brand's. */
  resolvedFrom?: string | null | undefined;
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
  /** What it has earned is too young: its plan pays it later. */
  | 'HELD'
  /** It owes commission back. */
  | 'NEGATIVE_BALANCE'
  /** Nothing is due to it. */
  | 'NOTHING_DUE'
  /** Nobody knows where it is paid. */
  | 'NO_PAYEE_ACCOUNT'
  /** Its account is on hold. */
  | 'ON_HOLD';

/** Where a period stands. */
export type PeriodStanding =
  /** It is closed for good. */
  | 'CLOSED'
  /** It is over, and the next to be closed. */
  | 'DUE'
  /** It is over, and one before it is open. */
  | 'LATER'
  /** It is not over. */
  | 'RUNNING';

/** Whom a term pays. */
export type PlanEarner =
  /** Each of those above the seller. */
  | 'ABOVE'
  /** Who sold. */
  | 'SELLER';

/** Whether a term is the commission of a line or comes on top. */
export type PlanTermKind =
  /** On top of commissions, price gaps and other bonuses. */
  | 'BONUS'
  /** The commission of a line: one of a plan at most. */
  | 'COMMISSION';

/** How bands apply to a volume. */
export type PlanTiers =
  /** The same rate for every volume. */
  | 'FLAT'
  /** Each band's rate applies to what of the volume lies in it. */
  | 'MARGINAL'
  /** The rate of the band that the volume reaches applies to all of it. */
  | 'WHOLE';

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

/** A document to be tried on a cart; nothing is written. */
export type PreviewOfferInput = {
  /** Of the cart. */
  currency: string;
  /** Everything the offer says, as JSON. */
  document: string;
  /** Of the buyer; may be empty. */
  grade: string;
  /** Whether the buyer gives a code. */
  hasCoupon: boolean;
  /** What is in the cart. */
  lines: Array<PreviewOfferLineInput>;
};

/** A line of a cart to try an offer on. */
export type PreviewOfferLineInput = {
  /** The group it is in; may be empty. */
  productGroup: string;
  /** How many units. */
  quantity: number;
  /** The product. */
  sku: string;
  /** The channel in which it is bought, by its code; may be empty. */
  store: string;
  /** What one costs. */
  unitPrice: string;
};

/** What a payout would be made of. */
export type PreviewPayoutInput = {
  /** In which currency. */
  currency: string;
  /** Less is not paid out; one unit if unsaid. */
  minimum?: MoneyInput | null | undefined;
};

/** Units of an order that may come back. */
export type PreviewReturnInput = {
  /** What would come back. */
  lines: Array<ReturnedLineInput>;
  /** Which order. */
  orderId: string;
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

/** The calendar period that a volume is counted in, by the day a sale was billed. */
export type RatingPeriod =
  /** A month. */
  | 'MONTH'
  /** A quarter of a year. */
  | 'QUARTER'
  /** A year. */
  | 'YEAR';

/** Which rebate accruals. */
export type RebateAccrualFilter = {
  /** In periods that begin on or after this day. */
  beginsFrom?: string | null | undefined;
  /** In periods that begin before this day. */
  beginsUntil?: string | null | undefined;
  /** Of one of these. */
  distributors?: Array<string> | null | undefined;
};

/** Orders of rebate accruals. */
export type RebateAccrualSort =
  /** The largest amount first. */
  | 'LARGEST'
  /** The latest period first. */
  | 'NEWEST';

/** Why what a rebate comes to changed after its release. */
export type RebateAdjustReason =
  /** An order was paid, where the days decide. */
  | 'PAYMENT'
  /** Something came back. */
  | 'RETURN'
  /** It was counted anew. */
  | 'TRUE_UP';

/** What somebody did to a claim of a rebate. */
export type RebateClaimDeedKind =
  /** Somebody agreed at a step. */
  | 'AGREED'
  /** The distributor claimed it. */
  | 'CLAIMED'
  /** The distributor handed it in again. */
  | 'HANDED_IN'
  /** It was rejected to the distributor. */
  | 'RETURNED'
  /** It was rejected to an earlier step. */
  | 'SENT_BACK'
  /** The distributor took it back. */
  | 'WITHDRAWN';

/** Which claims. */
export type RebateClaimFilter = {
  /** Of one of these. */
  distributors?: Array<string> | null | undefined;
  /** That were to be decided before this day. */
  dueBefore?: string | null | undefined;
  /** In these states. */
  states?: Array<RebateClaimState> | null | undefined;
  /** That wait for one of these roles. */
  waitingFor?: Array<Role> | null | undefined;
};

/** Orders of claims. */
export type RebateClaimSort =
  /** What was claimed last, first. */
  | 'NEWEST'
  /** What waits longest, first. */
  | 'OLDEST';

/** Where a claim of a rebate stands. */
export type RebateClaimState =
  /** Everybody who is asked agreed: it can be used. */
  | 'APPROVED'
  /** It waits for the people of one step. */
  | 'OPEN'
  /** It was given back to the distributor. */
  | 'RETURNED'
  /** The distributor took it back. */
  | 'WITHDRAWN';

/** One step of the chain. */
export type RebateClaimStepInput = {
  /** Within how many days, 1 to 365. */
  days: number;
  /** A claim of less, in this currency, skips it. */
  least?: MoneyInput | null | undefined;
  /** Whose agreement is asked for. */
  role: Role;
};

/** What happened to a rebate that was released. */
export type RebateEntryKind =
  /** What it comes to changed afterwards. */
  | 'ADJUSTED'
  /** Nobody used it in time. */
  | 'EXPIRED'
  /** It made up for another one, of which more was used than was earned. */
  | 'OFFSET'
  /** It became a part of what is paid out. */
  | 'PAID_OUT'
  /** It could be used from then on. */
  | 'RELEASED'
  /** A return took back what had expired, not what is left. */
  | 'RESTORED'
  /** A deduction from open items was taken back. */
  | 'UNDONE'
  /** It was deducted from open items. */
  | 'USED';

/** How the tax invoice follows a rebate that was used. */
export type RebateInvoicing =
  /** No invoice changes. */
  | 'NONE'
  /** It stands as a discount on the invoice of the goods. */
  | 'ON_INVOICE'
  /** A red-letter invoice corrects the one of the goods. */
  | 'RED_LETTER';

/** An open item, and how much of it a rebate is to pay. */
export type RebateItemInput = {
  /** How much of it. */
  amount: MoneyInput;
  /** Which item. */
  receivableId: string;
};

/** What decides in which band purchases are. */
export type RebateMeasure =
  /** In how many days each order was paid in full. */
  | 'DAYS_TO_PAY'
  /** By how much the volume exceeds that of the same period a year before. */
  | 'GROWTH'
  /** How much of a target the volume reaches. */
  | 'TARGET'
  /** How many units were bought in the period. */
  | 'UNITS'
  /** What was bought in the period, without tax. */
  | 'VOLUME';

/** How a rebate is given. */
export type RebateSettledBy =
  /** In cash. */
  | 'CASH'
  /** As free goods. */
  | 'FREE_GOODS'
  /** Deducted from goods. */
  | 'GOODS';

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
  /** Of which a part went back, booked on or after this day. */
  refundedFrom?: string | null | undefined;
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
  /** In the books since this day. */
  bookedFrom?: string | null | undefined;
  /** Owed to this creditor. */
  creditor?: string | null | undefined;
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

/** A discount that is not given, or taken off the order again. */
export type RefuseDiscountInput = {
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
  /** Why not. */
  reason: string;
  /** Which request. */
  requestId: string;
};

/** A claim that goes back, from the step that was shown. */
export type RejectRebateClaimInput = {
  /** What is to be mended; it is kept. */
  reason: string;
  /** Which claim. */
  rebateClaimId: string;
  /** RebateClaim.step as it was shown. */
  step: number;
  /** The earlier step; to the distributor if unsaid. */
  toStep?: number | null | undefined;
};

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

/** An order whose price is to be computed again; nothing is written. */
export type ReplayOrderInput = {
  /** Which order. */
  orderId: string;
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

/** A draft that is to be mended first. */
export type ReturnPlanDraftInput = {
  /** Of which plan. */
  code: string;
  /** What is to be mended; it is kept. */
  reason: string;
};

/** So many units of one line of the order. */
export type ReturnedLineInput = {
  /** Which line, by its place in the order. */
  position: number;
  /** How many units, 1 or more, as many as are left at most. */
  quantity: number;
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

/** An offer that no order has yet. */
export type SaveOfferDraftInput = {
  /** The offer it becomes a version of. */
  code: string;
  /** Everything it says, as JSON: schema/offer.json. */
  document: string;
  /** What people call it. */
  name: string;
  /** The first day of orders that are to have it. */
  validFrom: string;
  /** The first day it is to be over; none if unsaid. */
  validUntil?: string | null | undefined;
};

/** A plan that nobody earns by yet. */
export type SavePlanDraftInput = {
  /** The plan it becomes a version of. */
  code: string;
  /** Everything it says, as JSON: schema/commission-plan.json. */
  document: string;
  /** What people call it. */
  name: string;
  /** The first day it is to hold. */
  validFrom: string;
  /** The first day it is no longer to hold; none if unsaid. */
  validUntil?: string | null | undefined;
};

/** A statement to be e-mailed at once. */
export type SendStatementInput = {
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
  /** Which statement; the newest version of it. */
  statementId: string;
};

/** An endpoint that is to be tried. */
export type SendTestWebhookInput = {
  /** Which endpoint. */
  endpointId: string;
};

/** The chain that new claims go along. */
export type SetRebateClaimStepsInput = {
  /** Its steps, in this order. */
  steps: Array<RebateClaimStepInput>;
};

/** How often the books are closed. */
export type SetSettlementCycleInput = {
  /** How often. */
  cycle: SettlementCycle;
  /** Of a custom cycle: the days on which its periods end. */
  lastDays?: Array<string> | null | undefined;
  /** The first day of its first period; one that is not closed. */
  validFrom: string;
};

/** Whether statements are e-mailed, and when. */
export type SetStatementMailingInput = {
  /** From 0 to 23 where the distributor is; none for no e-mails. */
  hour?: number | null | undefined;
};

/** How long distributors have for disputing a statement. */
export type SetStatementTermsInput = {
  /** Days after the one of issue; from 1 to 365. */
  answerDays: number;
  /** Whether who has not answered by then has confirmed. */
  silenceConfirms: boolean;
};

/** How often the books are closed. */
export type SettlementCycle =
  /** By a calendar of the brand's own. */
  | 'CUSTOM'
  /** By calendar months. */
  | 'MONTHLY'
  /** By calendar quarters. */
  | 'QUARTERLY'
  /** From Monday to Sunday. */
  | 'WEEKLY';

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

/** A plan to be tried on a month; nothing is written. */
export type SimulatePlanInput = {
  /** The plan it takes the place of; one that is not there comes on top. */
  code: string;
  /** Everything it says, as JSON. */
  document: string;
  /** The month, such as 2026-10; the last one that is over if unsaid. */
  month?: string | null | undefined;
};

/** What starts the clock of payment terms. */
export type StartEvent =
  /** That it is ordered. */
  | 'ORDER'
  /** That it is shipped. */
  | 'SHIPMENT';

/** Which disputed lines. */
export type StatementDisputeFilter = {
  /** Of statements sent to one of these. */
  counterparties?: Array<string> | null | undefined;
  /** Of statements of this run. */
  run?: string | null | undefined;
  /** In these states. */
  states?: Array<DisputeState> | null | undefined;
};

/** Orders of disputed lines. */
export type StatementDisputeSort =
  /** What was said last, first. */
  | 'NEWEST'
  /** What waits longest, first. */
  | 'OLDEST';

/** Which statements. */
export type StatementFilter = {
  /** Sent to one of these. */
  counterparties?: Array<string> | null | undefined;
  /** In this currency. */
  currency?: string | null | undefined;
  /** The newest versions, or those that were corrected. */
  isCurrent?: boolean | null | undefined;
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

/** How what is owed and what is earned meet. */
export type StatementNetting =
  /** Not at all: each is settled by itself. */
  | 'SEPARATE'
  /** What is earned is set off against what is owed; only the difference is settled. */
  | 'SET_OFF';

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
  /** A discount that what stayed after a return did not earn was charged. */
  | 'DISCOUNT_LOST'
  /** Commission was paid out. */
  | 'PAYOUT'
  /** A rebate was deducted, or is to be paid out. */
  | 'REBATE'
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
  | 'ISSUED'
  /** Nothing counts any more: a corrected version took its place. */
  | 'SUPERSEDED';

/** A draft that is to be frozen and shown to a second person. */
export type SubmitPayoutBatchInput = {
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
  /** Which batch. */
  payoutBatchId: string;
};

/** A draft that is to be shown to a second person. */
export type SubmitPlanDraftInput = {
  /** Of which plan. */
  code: string;
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

/** A use of rebates that is to be taken back. */
export type UndoRebateUseInput = {
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
  /** Why it is taken back. */
  reason: string;
  /** Any entry of the use, on the account of a rebate. */
  rebateEntryId: string;
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

/** Open items of one distributor that its rebates are to pay. */
export type UseRebateInput = {
  /** Your own name for this request: the same key again gets the same answer, and no second deed. */
  idempotencyKey: string;
  /** How the tax invoice follows; by a red-letter invoice if unsaid. */
  invoicing?: RebateInvoicing | null | undefined;
  /** What is to be paid. */
  items: Array<RebateItemInput>;
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

/** A claim that is taken back. */
export type WithdrawRebateClaimInput = {
  /** Which claim. */
  rebateClaimId: string;
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

export type DiscountFieldsFragment = { id: string, position: number | null, reason: string, state: DiscountState, askedAt: string, answer: string | null, amount: { amount: string, currency: string }, askedBy: { id: string, name: string } | null, decidedBy: { id: string, name: string } | null };

export type AskDiscountMutationVariables = Exact<{
  input: AskDiscountInput;
}>;


export type AskDiscountMutation = { askDiscount:
    | { __typename: 'AskedDiscount', request: { id: string, state: DiscountState } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type ApproveDiscountMutationVariables = Exact<{
  input: ApproveDiscountInput;
}>;


export type ApproveDiscountMutation = { approveDiscount:
    | { __typename: 'ApprovedDiscount', request: { id: string } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type RefuseDiscountMutationVariables = Exact<{
  input: RefuseDiscountInput;
}>;


export type RefuseDiscountMutation = { refuseDiscount:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'RefusedDiscount', request: { id: string } | null }
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
    | { __typename: 'CommissionPlanDraft' }
    | { __typename: 'Contact' }
    | { __typename: 'Coupon' }
    | { __typename: 'CreditNote' }
    | { __typename: 'DiscountRequest' }
    | { __typename: 'Distributor' }
    | { __typename: 'IdentityProvider' }
    | { __typename: 'ImportRun' }
    | { __typename: 'Offer' }
    | { __typename: 'OfferDraft' }
    | { __typename: 'Order' }
    | { __typename: 'OrderLine' }
    | { __typename: 'Party' }
    | { __typename: 'PayeeAccount' }
    | { __typename: 'PaymentLink' }
    | { __typename: 'PayoutBatch' }
    | { __typename: 'PayoutItem' }
    | { __typename: 'PlanTerm' }
    | { __typename: 'Product' }
    | { __typename: 'Program' }
    | { __typename: 'QuarantinedRow' }
    | { __typename: 'RebateAccrual' }
    | { __typename: 'RebateBand' }
    | { __typename: 'RebateClaim' }
    | { __typename: 'RebateClaimLine' }
    | { __typename: 'RebateCost' }
    | { __typename: 'RebateCredit' }
    | { __typename: 'RebateDelegation' }
    | { __typename: 'RebateEntry' }
    | { __typename: 'RebateLine' }
    | { __typename: 'RebatePlan' }
    | { __typename: 'RebateTerm' }
    | { __typename: 'Receipt' }
    | { __typename: 'Receivable' }
    | { __typename: 'Refund' }
    | { __typename: 'Return' }
    | { __typename: 'ReturnLine' }
    | { __typename: 'SettlementRun' }
    | { __typename: 'Shipment' }
    | { __typename: 'Statement' }
    | { __typename: 'StatementDispute' }
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
    | { __typename: 'CommissionPlanDraft', id: string }
    | { __typename: 'Contact', id: string }
    | { __typename: 'Coupon', id: string }
    | { __typename: 'CreditNote', id: string }
    | { __typename: 'DiscountRequest', id: string }
    | { __typename: 'Distributor', id: string }
    | { __typename: 'IdentityProvider', id: string }
    | { __typename: 'ImportRun', id: string }
    | { __typename: 'Offer', id: string }
    | { __typename: 'OfferDraft', id: string }
    | { __typename: 'Order', id: string }
    | { __typename: 'OrderLine', id: string }
    | { __typename: 'Party', id: string }
    | { __typename: 'PayeeAccount', id: string }
    | { __typename: 'PaymentLink', id: string }
    | { __typename: 'PayoutBatch', id: string }
    | { __typename: 'PayoutItem', id: string }
    | { __typename: 'PlanTerm', id: string }
    | { __typename: 'Product', id: string }
    | { __typename: 'Program', id: string }
    | { __typename: 'QuarantinedRow', id: string }
    | { __typename: 'RebateAccrual', id: string }
    | { __typename: 'RebateBand', id: string }
    | { __typename: 'RebateClaim', id: string }
    | { __typename: 'RebateClaimLine', id: string }
    | { __typename: 'RebateCost', id: string }
    | { __typename: 'RebateCredit', id: string }
    | { __typename: 'RebateDelegation', id: string }
    | { __typename: 'RebateEntry', id: string }
    | { __typename: 'RebateLine', id: string }
    | { __typename: 'RebatePlan', id: string }
    | { __typename: 'RebateTerm', id: string }
    | { __typename: 'Receipt', id: string }
    | { __typename: 'Receivable', id: string }
    | { __typename: 'Refund', id: string }
    | { __typename: 'Return', id: string }
    | { __typename: 'ReturnLine', id: string }
    | { __typename: 'SettlementRun', id: string }
    | { __typename: 'Shipment', id: string }
    | { __typename: 'Statement', id: string }
    | { __typename: 'StatementDispute', id: string }
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
      | { __typename: 'CommissionPlanDraft', id: string }
      | { __typename: 'Contact', id: string }
      | { __typename: 'Coupon', id: string }
      | { __typename: 'CreditNote', id: string }
      | { __typename: 'DiscountRequest', id: string }
      | { __typename: 'Distributor', id: string }
      | { __typename: 'IdentityProvider', id: string }
      | { __typename: 'ImportRun', id: string }
      | { __typename: 'Offer', id: string }
      | { __typename: 'OfferDraft', id: string }
      | { __typename: 'Order', id: string }
      | { __typename: 'OrderLine', id: string }
      | { __typename: 'Party', id: string }
      | { __typename: 'PayeeAccount', id: string }
      | { __typename: 'PaymentLink', id: string }
      | { __typename: 'PayoutBatch', id: string }
      | { __typename: 'PayoutItem', id: string }
      | { __typename: 'PlanTerm', id: string }
      | { __typename: 'Product', id: string }
      | { __typename: 'Program', id: string }
      | { __typename: 'QuarantinedRow', id: string }
      | { __typename: 'RebateAccrual', id: string }
      | { __typename: 'RebateBand', id: string }
      | { __typename: 'RebateClaim', id: string }
      | { __typename: 'RebateClaimLine', id: string }
      | { __typename: 'RebateCost', id: string }
      | { __typename: 'RebateCredit', id: string }
      | { __typename: 'RebateDelegation', id: string }
      | { __typename: 'RebateEntry', id: string }
      | { __typename: 'RebateLine', id: string }
      | { __typename: 'RebatePlan', id: string }
      | { __typename: 'RebateTerm', id: string }
      | { __typename: 'Receipt', id: string }
      | { __typename: 'Receivable', id: string }
      | { __typename: 'Refund', id: string }
      | { __typename: 'Return', id: string }
      | { __typename: 'ReturnLine', id: string }
      | { __typename: 'SettlementRun', id: string }
      | { __typename: 'Shipment', id: string }
      | { __typename: 'Statement', id: string }
      | { __typename: 'StatementDispute', id: string }
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
        | { __typename: 'CommissionPlanDraft', id: string }
        | { __typename: 'Contact', id: string }
        | { __typename: 'Coupon', id: string }
        | { __typename: 'CreditNote', id: string }
        | { __typename: 'DiscountRequest', id: string }
        | { __typename: 'Distributor', id: string }
        | { __typename: 'IdentityProvider', id: string }
        | { __typename: 'ImportRun', id: string }
        | { __typename: 'Offer', id: string }
        | { __typename: 'OfferDraft', id: string }
        | { __typename: 'Order', id: string }
        | { __typename: 'OrderLine', id: string }
        | { __typename: 'Party', id: string }
        | { __typename: 'PayeeAccount', id: string }
        | { __typename: 'PaymentLink', id: string }
        | { __typename: 'PayoutBatch', id: string }
        | { __typename: 'PayoutItem', id: string }
        | { __typename: 'PlanTerm', id: string }
        | { __typename: 'Product', id: string }
        | { __typename: 'Program', id: string }
        | { __typename: 'QuarantinedRow', id: string }
        | { __typename: 'RebateAccrual', id: string }
        | { __typename: 'RebateBand', id: string }
        | { __typename: 'RebateClaim', id: string }
        | { __typename: 'RebateClaimLine', id: string }
        | { __typename: 'RebateCost', id: string }
        | { __typename: 'RebateCredit', id: string }
        | { __typename: 'RebateDelegation', id: string }
        | { __typename: 'RebateEntry', id: string }
        | { __typename: 'RebateLine', id: string }
        | { __typename: 'RebatePlan', id: string }
        | { __typename: 'RebateTerm', id: string }
        | { __typename: 'Receipt', id: string }
        | { __typename: 'Receivable', id: string }
        | { __typename: 'Refund', id: string }
        | { __typename: 'Return', id: string }
        | { __typename: 'ReturnLine', id: string }
        | { __typename: 'SettlementRun', id: string }
        | { __typename: 'Shipment', id: string }
        | { __typename: 'Statement', id: string }
        | { __typename: 'StatementDispute', id: string }
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
        | { __typename: 'CommissionPlanDraft', id: string }
        | { __typename: 'Contact', id: string }
        | { __typename: 'Coupon', id: string }
        | { __typename: 'CreditNote', id: string }
        | { __typename: 'DiscountRequest', id: string }
        | { __typename: 'Distributor', id: string }
        | { __typename: 'IdentityProvider', id: string }
        | { __typename: 'ImportRun', id: string }
        | { __typename: 'Offer', id: string }
        | { __typename: 'OfferDraft', id: string }
        | { __typename: 'Order', id: string }
        | { __typename: 'OrderLine', id: string }
        | { __typename: 'Party', id: string }
        | { __typename: 'PayeeAccount', id: string }
        | { __typename: 'PaymentLink', id: string }
        | { __typename: 'PayoutBatch', id: string }
        | { __typename: 'PayoutItem', id: string }
        | { __typename: 'PlanTerm', id: string }
        | { __typename: 'Product', id: string }
        | { __typename: 'Program', id: string }
        | { __typename: 'QuarantinedRow', id: string }
        | { __typename: 'RebateAccrual', id: string }
        | { __typename: 'RebateBand', id: string }
        | { __typename: 'RebateClaim', id: string }
        | { __typename: 'RebateClaimLine', id: string }
        | { __typename: 'RebateCost', id: string }
        | { __typename: 'RebateCredit', id: string }
        | { __typename: 'RebateDelegation', id: string }
        | { __typename: 'RebateEntry', id: string }
        | { __typename: 'RebateLine', id: string }
        | { __typename: 'RebatePlan', id: string }
        | { __typename: 'RebateTerm', id: string }
        | { __typename: 'Receipt', id: string }
        | { __typename: 'Receivable', id: string }
        | { __typename: 'Refund', id: string }
        | { __typename: 'Return', id: string }
        | { __typename: 'ReturnLine', id: string }
        | { __typename: 'SettlementRun', id: string }
        | { __typename: 'Shipment', id: string }
        | { __typename: 'Statement', id: string }
        | { __typename: 'StatementDispute', id: string }
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


export type CommissionListQuery = { commissionLines: { nodes: Array<{ id: string, kind: CommissionKind, depth: number, rate: string | null, quantity: number, earnedOn: string, reason: CommissionReason | null, booked: { amount: string, currency: string } | null, base: { amount: string, currency: string }, unitGap: { amount: string, currency: string } | null, amount: { amount: string, currency: string }, rule: { step: number, productGroup: string } | null, plan: { id: string, code: string, name: string, version: number }, order: { id: string, number: string } | null, orderLine: { id: string, sku: string, name: string } | null, reverses: { id: string } | null, run: { id: string, periodStart: string } | null, beneficiary: { id: string, code: string, name: string } | null, seller: { id: string, code: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type CommissionPlansQueryVariables = Exact<{ [key: string]: never; }>;


export type CommissionPlansQuery = { viewer: { today: string }, commissionPlans: { nodes: Array<{ id: string, code: string, version: number, name: string, base: CommissionBase, paysPriceGap: boolean, earnedOn: CommissionEarnedOn, holdDays: number, validFrom: string, validUntil: string | null, document: unknown, writtenBy: { id: string, name: string } | null, approvedBy: { id: string, name: string } | null, terms: Array<{ id: string, code: string, kind: PlanTermKind, earner: PlanEarner, tiers: PlanTiers, every: RatingPeriod, clawBack: ClawBack, productGroups: string, products: string, channels: string, grades: string, levels: string, depths: string, where: string | null, cap: { amount: string, currency: string } | null, floor: { amount: string, currency: string } | null, minimum: { amount: string, currency: string } | null, bands: Array<{ band: number, rate: string, start: { amount: string, currency: string }, until: { amount: string, currency: string } | null, amount: { amount: string, currency: string } }> }>, rates: Array<{ kind: RateKind, step: number, productGroup: string, rate: string }> }> } };

export type PlanTermWordsFragment = { id: string, code: string, kind: PlanTermKind, earner: PlanEarner, tiers: PlanTiers, every: RatingPeriod, clawBack: ClawBack, productGroups: string, products: string, channels: string, grades: string, levels: string, depths: string, where: string | null, cap: { amount: string, currency: string } | null, floor: { amount: string, currency: string } | null, minimum: { amount: string, currency: string } | null, bands: Array<{ band: number, rate: string, start: { amount: string, currency: string }, until: { amount: string, currency: string } | null, amount: { amount: string, currency: string } }> };

export type PlanDraftFieldsFragment = { id: string, code: string, name: string, validFrom: string, validUntil: string | null, document: unknown, changedAt: string, submittedAt: string | null, submittedSha256: string | null, returnedBecause: string | null, changedBy: { id: string, name: string } | null };

export type PlanDraftListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  sort?: CommissionPlanDraftSort;
}>;


export type PlanDraftListQuery = { commissionPlanDrafts: { nodes: Array<{ id: string, code: string, name: string, validFrom: string, validUntil: string | null, document: unknown, changedAt: string, submittedAt: string | null, submittedSha256: string | null, returnedBecause: string | null, changedBy: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type PlanDraftPageQueryVariables = Exact<{
  id: string;
}>;


export type PlanDraftPageQuery = { viewer: { user: { id: string } | null }, commissionPlanDraft: { id: string, code: string, name: string, validFrom: string, validUntil: string | null, document: unknown, changedAt: string, submittedAt: string | null, submittedSha256: string | null, returnedBecause: string | null, changedBy: { id: string, name: string } | null } | null };

export type SavePlanDraftMutationVariables = Exact<{
  input: SavePlanDraftInput;
}>;


export type SavePlanDraftMutation = { savePlanDraft:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'SavedPlanDraft', faults: Array<string>, planDraft: { id: string, code: string, name: string, validFrom: string, validUntil: string | null, document: unknown, changedAt: string, submittedAt: string | null, submittedSha256: string | null, returnedBecause: string | null, changedBy: { id: string, name: string } | null } | null }
   | null };

export type SubmitPlanDraftMutationVariables = Exact<{
  input: SubmitPlanDraftInput;
}>;


export type SubmitPlanDraftMutation = { submitPlanDraft:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'SubmittedPlanDraft', planDraft: { id: string, code: string, name: string, validFrom: string, validUntil: string | null, document: unknown, changedAt: string, submittedAt: string | null, submittedSha256: string | null, returnedBecause: string | null, changedBy: { id: string, name: string } | null } | null }
   | null };

export type ReturnPlanDraftMutationVariables = Exact<{
  input: ReturnPlanDraftInput;
}>;


export type ReturnPlanDraftMutation = { returnPlanDraft:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'ReturnedPlanDraft', planDraft: { id: string, code: string, name: string, validFrom: string, validUntil: string | null, document: unknown, changedAt: string, submittedAt: string | null, submittedSha256: string | null, returnedBecause: string | null, changedBy: { id: string, name: string } | null } | null }
   | null };

export type ApprovePlanDraftMutationVariables = Exact<{
  input: ApprovePlanDraftInput;
}>;


export type ApprovePlanDraftMutation = { approvePlanDraft:
    | { __typename: 'ApprovedPlanDraft', plan: { id: string } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type DropPlanDraftMutationVariables = Exact<{
  input: DropPlanDraftInput;
}>;


export type DropPlanDraftMutation = { dropPlanDraft:
    | { __typename: 'DroppedPlanDraft', code: string }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type SimulatePlanMutationVariables = Exact<{
  input: SimulatePlanInput;
}>;


export type SimulatePlanMutation = { simulatePlan:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'SimulatedPlan', month: string, orderLines: number, gaining: number, losing: number, same: number, totals: Array<{ now: { amount: string, currency: string }, then: { amount: string, currency: string }, difference: { amount: string, currency: string } }>, earners: Array<{ party: { id: string, code: string, name: string } | null, now: { amount: string, currency: string }, then: { amount: string, currency: string }, difference: { amount: string, currency: string } }> }
   | null };

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


export type DistributorMoneyQuery = { distributor: { id: string, positions: Array<{ currency: string, heldUntil: string | null, owed: { amount: string, currency: string }, earned: { amount: string, currency: string }, reserved: { amount: string, currency: string }, held: { amount: string, currency: string } }>, statements: { nodes: Array<{ id: string, number: string, state: StatementState, periodStart: string, periodEnd: string, owedClosing: { amount: string, currency: string }, earnedClosing: { amount: string, currency: string } }> }, commissionLines: { nodes: Array<{ id: string, kind: CommissionKind, earnedOn: string, amount: { amount: string, currency: string }, seller: { id: string, name: string } | null, order: { id: string, number: string } | null }> }, payouts: { nodes: Array<{ id: string, state: PayoutItemState, createdAt: string, amount: { amount: string, currency: string }, batch: { id: string, number: string } | null }> }, payeeAccounts: Array<{ id: string, rail: string, providerAccount?: string, currency: string, state: PayeeAccountState, holdReason: string | null }> } | null };

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
          | { __typename: 'CommissionPlanDraft', id: string }
          | { __typename: 'Contact', id: string }
          | { __typename: 'Coupon', id: string }
          | { __typename: 'CreditNote', id: string }
          | { __typename: 'DiscountRequest', id: string }
          | { __typename: 'Distributor', id: string }
          | { __typename: 'IdentityProvider', id: string }
          | { __typename: 'ImportRun', id: string }
          | { __typename: 'Offer', id: string }
          | { __typename: 'OfferDraft', id: string }
          | { __typename: 'Order', id: string }
          | { __typename: 'OrderLine', id: string }
          | { __typename: 'Party', id: string }
          | { __typename: 'PayeeAccount', id: string }
          | { __typename: 'PaymentLink', id: string }
          | { __typename: 'PayoutBatch', id: string }
          | { __typename: 'PayoutItem', id: string }
          | { __typename: 'PlanTerm', id: string }
          | { __typename: 'Product', id: string }
          | { __typename: 'Program', id: string }
          | { __typename: 'QuarantinedRow', id: string }
          | { __typename: 'RebateAccrual', id: string }
          | { __typename: 'RebateBand', id: string }
          | { __typename: 'RebateClaim', id: string }
          | { __typename: 'RebateClaimLine', id: string }
          | { __typename: 'RebateCost', id: string }
          | { __typename: 'RebateCredit', id: string }
          | { __typename: 'RebateDelegation', id: string }
          | { __typename: 'RebateEntry', id: string }
          | { __typename: 'RebateLine', id: string }
          | { __typename: 'RebatePlan', id: string }
          | { __typename: 'RebateTerm', id: string }
          | { __typename: 'Receipt', id: string }
          | { __typename: 'Receivable', id: string }
          | { __typename: 'Refund', id: string }
          | { __typename: 'Return', id: string }
          | { __typename: 'ReturnLine', id: string }
          | { __typename: 'SettlementRun', id: string }
          | { __typename: 'Shipment', id: string }
          | { __typename: 'Statement', id: string }
          | { __typename: 'StatementDispute', id: string }
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


export type OrderPageQuery = { order: { id: string, number: string, externalId: string, kind: OrderKind, mode: OrderMode, state: OrderState, orderedAt: string, orderedOn: string, shippedOn: string | null, deliveredOn: string | null, billableOn: string | null, consumerTotal: { amount: string, currency: string } | null, channel: { id: string, name: string } | null, importRun: { id: string, fileName: string } | null, distributor: { id: string, code: string, name: string } | null, creditor: { id: string, name: string } | null, debtor: { id: string, name: string } | null, discountRequests: Array<{ id: string, position: number | null, reason: string, state: DiscountState, askedAt: string, answer: string | null, amount: { amount: string, currency: string }, askedBy: { id: string, name: string } | null, decidedBy: { id: string, name: string } | null }>, trace: { document: unknown, gifts: unknown, discount: { amount: string, currency: string } } | null, lines: { nodes: Array<{ id: string, position: number, sku: string, name: string, quantity: number, assignedQuantity: number, unitPrice: { amount: string, currency: string }, goods: { amount: string, currency: string }, discount: { amount: string, currency: string }, net: { amount: string, currency: string }, tax: { amount: string, currency: string } }>, pageInfo: { hasNextPage: boolean } }, shipments: { nodes: Array<{ id: string, state: ShipmentState, carrier: string | null, trackingNumber: string | null, shippedOn: string | null, deliveredOn: string | null, returnedOn: string | null, lines: Array<{ quantity: number, orderLine: { id: string, name: string } | null }> }> }, receivables: { nodes: Array<{ id: string, number: string, instalment: number, dueOn: string, isOverdue: boolean, total: { amount: string, currency: string }, open: { amount: string, currency: string }, debtor: { id: string, name: string } | null, creditor: { id: string, name: string } | null }> }, returns: { nodes: Array<{ id: string, externalId: string, returnedOn: string, trace: unknown, net: { amount: string, currency: string }, total: { amount: string, currency: string }, share: { amount: string, currency: string } | null, charged: { amount: string, currency: string } | null, charge: { id: string, number: string } | null, creditNote: { id: string, number: string } | null, lines: Array<{ id: string, quantity: number, orderLine: { id: string, name: string } | null }> }> }, commissionLines?: { nodes: Array<{ id: string, kind: CommissionKind, depth: number, earnedOn: string, rate: string | null, base: { amount: string, currency: string }, amount: { amount: string, currency: string }, beneficiary: { id: string, name: string } | null, orderLine: { id: string, name: string } | null }> }, goods: { amount: string, currency: string }, discount: { amount: string, currency: string }, tax: { amount: string, currency: string }, freight: { amount: string, currency: string }, total: { amount: string, currency: string } } | null };

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

export type ReplayOrderMutationVariables = Exact<{
  input: ReplayOrderInput;
}>;


export type ReplayOrderMutation = { replayOrder:
    | { __typename: 'OrderReplay', isSame: boolean, difference: { where: string, stored: string, computed: string } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type PreviewReturnMutationVariables = Exact<{
  input: PreviewReturnInput;
}>;


export type PreviewReturnMutation = { previewReturn:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'ReturnPreview', isRestated: boolean, share: { amount: string, currency: string }, taken: { amount: string, currency: string }, net: { amount: string, currency: string }, tax: { amount: string, currency: string }, total: { amount: string, currency: string }, chargedNet: { amount: string, currency: string }, chargedTax: { amount: string, currency: string }, charged: { amount: string, currency: string }, steps: Array<{ rule: string, version: number, outcome: string, reason: string | null }> }
   | null };

export type BookReturnMutationVariables = Exact<{
  input: BookReturnInput;
}>;


export type BookReturnMutation = { bookReturn:
    | { __typename: 'BookedReturn', booked: { id: string } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type CancelOrderMutationVariables = Exact<{
  input: CancelOrderInput;
}>;


export type CancelOrderMutation = { cancelOrder:
    | { __typename: 'CancelledOrder', order: { id: string } | null }
    | { __typename: 'Refused', code: string, message: string }
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
    | { __typename: 'PayoutPreview', payable: number, total: { amount: string, currency: string }, lines: Array<{ isPayable: boolean, reasons: Array<PayoutObstacle>, heldUntil: string | null, amount: { amount: string, currency: string }, distributor: { id: string, code: string, name: string, payeeAccounts: Array<{ id: string, currency: string, state: PayeeAccountState, holdReason: string | null }> } | null }> }
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

export type OfferFieldsFragment = { id: string, code: string, version: number, name: string, kind: OfferKind, currency: string, rank: number, stackingGroup: string, needsCoupon: boolean, validFrom: string, validUntil: string | null, document: unknown };

export type OfferDraftFieldsFragment = { id: string, code: string, name: string, kind: OfferKind, validFrom: string, validUntil: string | null, document: unknown };

export type OfferListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  sort?: OfferSort;
  filter?: OfferFilter | null | undefined;
}>;


export type OfferListQuery = { offers: { nodes: Array<{ id: string, code: string, version: number, name: string, kind: OfferKind, currency: string, rank: number, stackingGroup: string, needsCoupon: boolean, validFrom: string, validUntil: string | null, document: unknown }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type OfferDraftListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  sort?: OfferDraftSort;
}>;


export type OfferDraftListQuery = { offerDrafts: { nodes: Array<{ id: string, code: string, name: string, kind: OfferKind, validFrom: string, validUntil: string | null, document: unknown }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type OfferVersionsQueryVariables = Exact<{
  code: string;
}>;


export type OfferVersionsQuery = { viewer: { today: string }, offers: { nodes: Array<{ id: string, code: string, version: number, name: string, kind: OfferKind, currency: string, rank: number, stackingGroup: string, needsCoupon: boolean, validFrom: string, validUntil: string | null, document: unknown }> } };

export type SaveOfferDraftMutationVariables = Exact<{
  input: SaveOfferDraftInput;
}>;


export type SaveOfferDraftMutation = { saveOfferDraft:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'SavedOfferDraft', offerDraft: { id: string, code: string, name: string, kind: OfferKind, validFrom: string, validUntil: string | null, document: unknown } | null }
   | null };

export type DropOfferDraftMutationVariables = Exact<{
  input: DropOfferDraftInput;
}>;


export type DropOfferDraftMutation = { dropOfferDraft:
    | { __typename: 'DroppedOfferDraft', code: string }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type ActivateOfferMutationVariables = Exact<{
  input: ActivateOfferInput;
}>;


export type ActivateOfferMutation = { activateOffer:
    | { __typename: 'ActivatedOffer', offer: { id: string } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type EndOfferMutationVariables = Exact<{
  input: EndOfferInput;
}>;


export type EndOfferMutation = { endOffer:
    | { __typename: 'EndedOffer', offer: { id: string, code: string, version: number, name: string, kind: OfferKind, currency: string, rank: number, stackingGroup: string, needsCoupon: boolean, validFrom: string, validUntil: string | null, document: unknown } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type PreviewOfferMutationVariables = Exact<{
  input: PreviewOfferInput;
}>;


export type PreviewOfferMutation = { previewOffer:
    | { __typename: 'OfferPreview', isApplied: boolean, reason: string | null, figures: Array<{ name: string, value: string }>, discount: { amount: string, currency: string }, total: { amount: string, currency: string }, gifts: Array<{ name: string, value: string }> }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type CouponFieldsFragment = { id: string, code: string, offerCode: string, usesMax: number, used: number, createdAt: string };

export type CouponListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  sort?: CouponSort;
  filter?: CouponFilter | null | undefined;
}>;


export type CouponListQuery = { coupons: { nodes: Array<{ id: string, code: string, offerCode: string, usesMax: number, used: number, createdAt: string }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type AddCouponsMutationVariables = Exact<{
  input: AddCouponsInput;
}>;


export type AddCouponsMutation = { addCoupons:
    | { __typename: 'AddedCoupons', added: number }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type DiscountListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  sort?: DiscountRequestSort;
  filter?: DiscountRequestFilter | null | undefined;
}>;


export type DiscountListQuery = { discountRequests: { nodes: Array<{ id: string, position: number | null, reason: string, state: DiscountState, askedAt: string, answer: string | null, order: { id: string, number: string, total: { amount: string, currency: string }, distributor: { id: string, name: string } | null } | null, amount: { amount: string, currency: string }, askedBy: { id: string, name: string } | null, decidedBy: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

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

export type DecidedRebateClaimFragment = { snapshot: unknown, id: string, number: string, state: RebateClaimState, planName: string, planVersion: number, termCode: string, ratedFrom: string, ratedUntil: string, note: string | null, claimedAt: string, step: number | null, waitsFor: Role | null, dueOn: string | null, overdueAt: string | null, claimedBy: { id: string, name: string } | null, steps: Array<{ position: number, role: Role, days: number, decidedAt: string | null, decidedBy: { id: string, name: string } | null, decidedFor: { id: string, name: string } | null }>, deeds: Array<{ nth: number, kind: RebateClaimDeedKind, step: number | null, toStep: number | null, reason: string | null, doneAt: string, person: { id: string, name: string } | null, insteadOf: { id: string, name: string } | null }>, lines: { nodes: Array<{ id: string, amount: { amount: string, currency: string }, order: { id: string, number: string } | null, orderLine: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean } }, amount: { amount: string, currency: string }, distributor: { id: string, code: string, name: string } | null };

export type RebateClaimListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  sort?: RebateClaimSort;
  filter?: RebateClaimFilter | null | undefined;
}>;


export type RebateClaimListQuery = { rebateClaims: { nodes: Array<{ id: string, number: string, state: RebateClaimState, planName: string, planVersion: number, termCode: string, ratedFrom: string, ratedUntil: string, note: string | null, claimedAt: string, step: number | null, waitsFor: Role | null, dueOn: string | null, overdueAt: string | null, amount: { amount: string, currency: string }, distributor: { id: string, code: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type RebateClaimPageQueryVariables = Exact<{
  id: string;
}>;


export type RebateClaimPageQuery = { rebateClaim: { snapshot: unknown, id: string, number: string, state: RebateClaimState, planName: string, planVersion: number, termCode: string, ratedFrom: string, ratedUntil: string, note: string | null, claimedAt: string, step: number | null, waitsFor: Role | null, dueOn: string | null, overdueAt: string | null, claimedBy: { id: string, name: string } | null, steps: Array<{ position: number, role: Role, days: number, decidedAt: string | null, decidedBy: { id: string, name: string } | null, decidedFor: { id: string, name: string } | null }>, deeds: Array<{ nth: number, kind: RebateClaimDeedKind, step: number | null, toStep: number | null, reason: string | null, doneAt: string, person: { id: string, name: string } | null, insteadOf: { id: string, name: string } | null }>, lines: { nodes: Array<{ id: string, amount: { amount: string, currency: string }, order: { id: string, number: string } | null, orderLine: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean } }, amount: { amount: string, currency: string }, distributor: { id: string, code: string, name: string } | null } | null };

export type RebateClaimSettingsQueryVariables = Exact<{ [key: string]: never; }>;


export type RebateClaimSettingsQuery = { viewer: { today: string, user: { id: string } | null }, brand: { id: string, currency: string, rebateClaimSteps: Array<{ position: number, role: Role, days: number, least: { amount: string, currency: string } | null }>, rebateDelegations: Array<{ id: string, firstOn: string, lastOn: string, person: { id: string, name: string } | null, deputy: { id: string, name: string } | null }>, rebateDeputies: Array<{ id: string, name: string }> } };

export type ApproveRebateClaimMutationVariables = Exact<{
  input: ApproveRebateClaimInput;
}>;


export type ApproveRebateClaimMutation = { approveRebateClaim:
    | { __typename: 'MovedRebateClaim', rebateClaim: { snapshot: unknown, id: string, number: string, state: RebateClaimState, planName: string, planVersion: number, termCode: string, ratedFrom: string, ratedUntil: string, note: string | null, claimedAt: string, step: number | null, waitsFor: Role | null, dueOn: string | null, overdueAt: string | null, claimedBy: { id: string, name: string } | null, steps: Array<{ position: number, role: Role, days: number, decidedAt: string | null, decidedBy: { id: string, name: string } | null, decidedFor: { id: string, name: string } | null }>, deeds: Array<{ nth: number, kind: RebateClaimDeedKind, step: number | null, toStep: number | null, reason: string | null, doneAt: string, person: { id: string, name: string } | null, insteadOf: { id: string, name: string } | null }>, lines: { nodes: Array<{ id: string, amount: { amount: string, currency: string }, order: { id: string, number: string } | null, orderLine: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean } }, amount: { amount: string, currency: string }, distributor: { id: string, code: string, name: string } | null } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type RejectRebateClaimMutationVariables = Exact<{
  input: RejectRebateClaimInput;
}>;


export type RejectRebateClaimMutation = { rejectRebateClaim:
    | { __typename: 'MovedRebateClaim', rebateClaim: { snapshot: unknown, id: string, number: string, state: RebateClaimState, planName: string, planVersion: number, termCode: string, ratedFrom: string, ratedUntil: string, note: string | null, claimedAt: string, step: number | null, waitsFor: Role | null, dueOn: string | null, overdueAt: string | null, claimedBy: { id: string, name: string } | null, steps: Array<{ position: number, role: Role, days: number, decidedAt: string | null, decidedBy: { id: string, name: string } | null, decidedFor: { id: string, name: string } | null }>, deeds: Array<{ nth: number, kind: RebateClaimDeedKind, step: number | null, toStep: number | null, reason: string | null, doneAt: string, person: { id: string, name: string } | null, insteadOf: { id: string, name: string } | null }>, lines: { nodes: Array<{ id: string, amount: { amount: string, currency: string }, order: { id: string, number: string } | null, orderLine: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean } }, amount: { amount: string, currency: string }, distributor: { id: string, code: string, name: string } | null } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type SetRebateClaimStepsMutationVariables = Exact<{
  input: SetRebateClaimStepsInput;
}>;


export type SetRebateClaimStepsMutation = { setRebateClaimSteps:
    | { __typename: 'NewRebateClaimSteps', steps: number }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type DelegateRebateClaimsMutationVariables = Exact<{
  input: DelegateRebateClaimsInput;
}>;


export type DelegateRebateClaimsMutation = { delegateRebateClaims:
    | { __typename: 'DelegatedRebateClaims', delegation: { id: string } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type EndRebateDelegationMutationVariables = Exact<{
  input: EndRebateDelegationInput;
}>;


export type EndRebateDelegationMutation = { endRebateDelegation:
    | { __typename: 'EndedRebateDelegation', delegation: { id: string } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type RebateListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  sort?: RebateAccrualSort;
  filter?: RebateAccrualFilter | null | undefined;
}>;


export type RebateListQuery = { rebateAccruals: { nodes: Array<{ id: string, planName: string, planVersion: number, termCode: string, measure: RebateMeasure, tiers: PlanTiers, settledBy: RebateSettledBy, ratedFrom: string, ratedUntil: string, asOf: string, currency: string, units: number, rate: string | null, nextRate: string | null, moreUnits: number | null, distributor: { id: string, code: string, name: string } | null, volume: { amount: string, currency: string }, yearBefore: { amount: string, currency: string } | null, target: { amount: string, currency: string } | null, amount: { amount: string, currency: string }, more: { amount: string, currency: string } | null, nextAmount: { amount: string, currency: string } | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type RebatePageQueryVariables = Exact<{
  id: string;
}>;


export type RebatePageQuery = { rebateAccrual: { id: string, planName: string, planVersion: number, termCode: string, measure: RebateMeasure, tiers: PlanTiers, settledBy: RebateSettledBy, ratedFrom: string, ratedUntil: string, asOf: string, currency: string, units: number, rate: string | null, nextRate: string | null, moreUnits: number | null, distributor: { id: string, code: string, name: string } | null, bands: Array<{ id: string, band: number, starts: string, until: string | null, rate: string, currency: string, amount: { amount: string, currency: string } }>, credit: { id: string, currency: string, useUntil: string | null, isClaimed: boolean, entries: Array<{ id: string, kind: RebateEntryKind, reason: RebateAdjustReason | null, bookedOn: string, number: string | null, isUndone: boolean, because: string | null, amount: { amount: string, currency: string } }>, claims: Array<{ id: string, number: string, state: RebateClaimState, claimedAt: string, amount: { amount: string, currency: string } }>, amount: { amount: string, currency: string }, used: { amount: string, currency: string }, expired: { amount: string, currency: string }, left: { amount: string, currency: string }, withheld: { amount: string, currency: string }, owedBack: { amount: string, currency: string } } | null, lines: { nodes: Array<{ id: string, bookedOn: string, daysToPay: number | null, rate: string | null, net: { amount: string, currency: string }, back: { amount: string, currency: string }, counted: { amount: string, currency: string }, amount: { amount: string, currency: string }, order: { id: string, number: string } | null, orderLine: { id: string, sku: string, name: string } | null }>, pageInfo: { hasNextPage: boolean } }, volume: { amount: string, currency: string }, yearBefore: { amount: string, currency: string } | null, target: { amount: string, currency: string } | null, amount: { amount: string, currency: string }, more: { amount: string, currency: string } | null, nextAmount: { amount: string, currency: string } | null } | null };

export type RebatePlansQueryVariables = Exact<{ [key: string]: never; }>;


export type RebatePlansQuery = { viewer: { today: string }, rebatePlans: { nodes: Array<{ id: string, code: string, version: number, name: string, validFrom: string, validUntil: string | null, terms: Array<{ id: string, code: string, measure: RebateMeasure, tiers: PlanTiers, every: RatingPeriod, clawBack: ClawBack, settledBy: RebateSettledBy, expiresAfterMonths: number | null, isClaimed: boolean, productGroups: Array<string>, products: Array<string>, channels: Array<string>, grades: Array<string>, distributors: Array<string>, target: { amount: string, currency: string } | null, cap: { amount: string, currency: string } | null, bands: Array<{ id: string, band: number, starts: string, until: string | null, rate: string, currency: string, amount: { amount: string, currency: string } }> }> }> } };

export type UndoRebateUseMutationVariables = Exact<{
  input: UndoRebateUseInput;
}>;


export type UndoRebateUseMutation = { undoRebateUse:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'UndidRebateUse', number: string }
   | null };

export type GiveRebateInCashMutationVariables = Exact<{
  input: GiveRebateInCashInput;
}>;


export type GiveRebateInCashMutation = { giveRebateInCash:
    | { __typename: 'GaveRebateInCash', number: string }
    | { __typename: 'Refused', code: string, message: string }
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
    | { __typename: 'CommissionPlanDraft', id: string }
    | { __typename: 'Contact', id: string }
    | { __typename: 'Coupon', id: string }
    | { __typename: 'CreditNote', id: string }
    | { __typename: 'DiscountRequest', id: string }
    | { __typename: 'Distributor', id: string }
    | { __typename: 'IdentityProvider', id: string }
    | { __typename: 'ImportRun', id: string }
    | { __typename: 'Offer', id: string }
    | { __typename: 'OfferDraft', id: string }
    | { __typename: 'Order', id: string }
    | { __typename: 'OrderLine', id: string }
    | { __typename: 'Party', id: string }
    | { __typename: 'PayeeAccount', id: string }
    | { __typename: 'PaymentLink', id: string }
    | { __typename: 'PayoutBatch', id: string }
    | { __typename: 'PayoutItem', id: string }
    | { __typename: 'PlanTerm', id: string }
    | { __typename: 'Product', id: string }
    | { __typename: 'Program', id: string }
    | { __typename: 'QuarantinedRow', id: string }
    | { __typename: 'RebateAccrual', id: string }
    | { __typename: 'RebateBand', id: string }
    | { __typename: 'RebateClaim', id: string }
    | { __typename: 'RebateClaimLine', id: string }
    | { __typename: 'RebateCost', id: string }
    | { __typename: 'RebateCredit', id: string }
    | { __typename: 'RebateDelegation', id: string }
    | { __typename: 'RebateEntry', id: string }
    | { __typename: 'RebateLine', id: string }
    | { __typename: 'RebatePlan', id: string }
    | { __typename: 'RebateTerm', id: string }
    | { __typename: 'Receipt', id: string, provider: string, providerPaymentId: string, state: ReceiptState, receivedOn: string | null, bookedOn: string | null, createdAt: string, applications: Array<{ id: string, appliedOn: string, amount: { amount: string, currency: string }, receivable: { id: string, number: string } }>, refunds: { nodes: Array<{ id: string, state: RefundState, reason: string, requestedOn: string, failure: string | null, amount: { amount: string, currency: string } }> }, amount: { amount: string, currency: string }, fee: { amount: string, currency: string }, applied: { amount: string, currency: string }, refunded: { amount: string, currency: string }, unapplied: { amount: string, currency: string }, debtor: { id: string, name: string, distributor: { id: string } | null } | null }
    | { __typename: 'Receivable', id: string }
    | { __typename: 'Refund', id: string }
    | { __typename: 'Return', id: string }
    | { __typename: 'ReturnLine', id: string }
    | { __typename: 'SettlementRun', id: string }
    | { __typename: 'Shipment', id: string }
    | { __typename: 'Statement', id: string }
    | { __typename: 'StatementDispute', id: string }
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


export type ReceivableListQuery = { receivables: { nodes: Array<{ id: string, number: string, instalment: number, issuedOn: string, dueOn: string, isOverdue: boolean, total: { amount: string, currency: string }, applied: { amount: string, currency: string }, open: { amount: string, currency: string }, order: { id: string, number: string } | null, chargedBy: { id: string, order: { id: string, number: string } } | null, creditor: { id: string, name: string } | null, debtor: { id: string, name: string, distributor: { id: string, code: string } | null } | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type ItemFieldsFragment = { id: string, number: string, instalment: number, issuedOn: string, dueOn: string, isOverdue: boolean, total: { amount: string, currency: string }, applied: { amount: string, currency: string }, open: { amount: string, currency: string }, order: { id: string, number: string } | null, chargedBy: { id: string, order: { id: string, number: string } } | null, creditor: { id: string, name: string } | null, debtor: { id: string, name: string, distributor: { id: string, code: string } | null } | null };

export type TodayQueryVariables = Exact<{ [key: string]: never; }>;


export type TodayQuery = { viewer: { today: string } };

export type CreateLinkMutationVariables = Exact<{
  input: CreatePaymentLinkInput;
}>;


export type CreateLinkMutation = { createPaymentLink:
    | { __typename: 'CreatedPaymentLink', payUrl: string, amount: { amount: string, currency: string }, paymentLink: { id: string, expiresAt: string } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type SettlementRunsQueryVariables = Exact<{ [key: string]: never; }>;


export type SettlementRunsQuery = { settlementRuns: { nodes: Array<{ id: string, periodStart: string, periodEnd: string, state: SettlementRunState, startedAt: string, closedAt: string | null, statementsCount: number }> } };

export type CalendarPeriodFragment = { name: string, periodStart: string, periodEnd: string, standing: PeriodStanding };

export type PreviewCalendarMutationVariables = Exact<{
  closed: number;
}>;


export type PreviewCalendarMutation = { previewCalendar:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'SettlementCalendar', periods: Array<{ name: string, periodStart: string, periodEnd: string, standing: PeriodStanding }> }
   | null };

export type BrandCycleQueryVariables = Exact<{ [key: string]: never; }>;


export type BrandCycleQuery = { viewer: { today: string }, brand: { id: string, settlementCycles: Array<{ cycle: SettlementCycle, validFrom: string, lastDays: string, changedAt: string }> } };

export type SetSettlementCycleMutationVariables = Exact<{
  input: SetSettlementCycleInput;
}>;


export type SetSettlementCycleMutation = { setSettlementCycle:
    | { __typename: 'NewSettlementCycle', brand: { id: string, settlementCycles: Array<{ cycle: SettlementCycle, validFrom: string, lastDays: string, changedAt: string }> } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

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

export type DisputeListQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  sort?: StatementDisputeSort;
  filter?: StatementDisputeFilter | null | undefined;
}>;


export type DisputeListQuery = { statementDisputes: { totalCount: number, nodes: Array<{ id: string, position: number, state: DisputeState, reason: string, raisedAt: string, answer: string | null, answeredAt: string | null, line: { section: StatementSection, reference: string, detail: string | null, amount: { amount: string, currency: string }, subject:
          | { __typename: 'Application', id: string }
          | { __typename: 'AuditEntry', id: string }
          | { __typename: 'Brand', id: string }
          | { __typename: 'Channel', id: string }
          | { __typename: 'CommissionLine', id: string }
          | { __typename: 'CommissionPlan', id: string }
          | { __typename: 'CommissionPlanDraft', id: string }
          | { __typename: 'Contact', id: string }
          | { __typename: 'Coupon', id: string }
          | { __typename: 'CreditNote', id: string }
          | { __typename: 'DiscountRequest', id: string }
          | { __typename: 'Distributor', id: string }
          | { __typename: 'IdentityProvider', id: string }
          | { __typename: 'ImportRun', id: string }
          | { __typename: 'Offer', id: string }
          | { __typename: 'OfferDraft', id: string }
          | { __typename: 'Order', id: string }
          | { __typename: 'OrderLine', id: string }
          | { __typename: 'Party', id: string }
          | { __typename: 'PayeeAccount', id: string }
          | { __typename: 'PaymentLink', id: string }
          | { __typename: 'PayoutBatch', id: string }
          | { __typename: 'PayoutItem', id: string }
          | { __typename: 'PlanTerm', id: string }
          | { __typename: 'Product', id: string }
          | { __typename: 'Program', id: string }
          | { __typename: 'QuarantinedRow', id: string }
          | { __typename: 'RebateAccrual', id: string }
          | { __typename: 'RebateBand', id: string }
          | { __typename: 'RebateClaim', id: string }
          | { __typename: 'RebateClaimLine', id: string }
          | { __typename: 'RebateCost', id: string }
          | { __typename: 'RebateCredit', id: string }
          | { __typename: 'RebateDelegation', id: string }
          | { __typename: 'RebateEntry', id: string }
          | { __typename: 'RebateLine', id: string }
          | { __typename: 'RebatePlan', id: string }
          | { __typename: 'RebateTerm', id: string }
          | { __typename: 'Receipt', id: string }
          | { __typename: 'Receivable', id: string }
          | { __typename: 'Refund', id: string }
          | { __typename: 'Return', id: string }
          | { __typename: 'ReturnLine', id: string }
          | { __typename: 'SettlementRun', id: string }
          | { __typename: 'Shipment', id: string }
          | { __typename: 'Statement', id: string }
          | { __typename: 'StatementDispute', id: string }
          | { __typename: 'Task', id: string }
          | { __typename: 'User', id: string }
          | { __typename: 'WebhookDelivery', id: string }
          | { __typename: 'WebhookEndpoint', id: string }
          | { __typename: 'WebhookMessage', id: string }
         | null } | null, statement: { id: string, number: string, currency: string, periodStart: string, periodEnd: string, counterpartyName: string, counterpartyCode: string, answerBy: string | null } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type StatementPageQueryVariables = Exact<{
  id: string;
}>;


export type StatementPageQuery = { statement: { id: string, number: string, state: StatementState, currency: string, periodStart: string, periodEnd: string, issuedOn: string, netting: StatementNetting, isPrinted: boolean, pdfSha256: string | null, answeredAt: string | null, disputeReason: string | null, answerBy: string | null, silenceConfirms: boolean, version: number, mailAt: string | null, mailedAt: string | null, correctionReason: string | null, creditorName: string, counterpartyCode: string, counterpartyName: string, letters: Array<{ address: string, nth: number, state: LetterState, writtenAt: string, settledAt: string | null, reason: string | null }>, supersedes: { id: string, number: string, issuedOn: string, isPrinted: boolean, owedClosing: { amount: string, currency: string } } | null, supersededBy: { id: string, number: string, issuedOn: string, isPrinted: boolean, owedClosing: { amount: string, currency: string } } | null, disputes: Array<{ position: number, state: DisputeState, reason: string, raisedAt: string, answer: string | null, answeredAt: string | null }>, creditor: { id: string } | null, ageing: Array<{ bucket: AgeingBucketName, items: number, open: { amount: string, currency: string } }>, run: { id: string, closedAt: string | null }, counterparty: { id: string, distributor: { id: string } | null } | null, owedOpening: { amount: string, currency: string }, owedMovement: { amount: string, currency: string }, owedClosing: { amount: string, currency: string }, earnedOpening: { amount: string, currency: string }, earnedMovement: { amount: string, currency: string }, earnedClosing: { amount: string, currency: string } } | null };

export type VersionFragment = { id: string, number: string, issuedOn: string, isPrinted: boolean, owedClosing: { amount: string, currency: string } };

export type LaterBookingsQueryVariables = Exact<{
  since: string;
  creditor: string;
  debtor: string;
  currency: string;
}>;


export type LaterBookingsQuery = { creditNotes: { nodes: Array<{ id: string, number: string, bookedOn: string, total: { amount: string, currency: string }, order: { id: string, number: string } | null }> }, receivables: { nodes: Array<{ id: string, number: string, bookedOn: string, total: { amount: string, currency: string }, order: { id: string, number: string } | null }> } };

export type StatementLinesQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type StatementLinesQuery = { statement: { id: string, lines: { totalCount: number, nodes: Array<{ position: number, side: StatementSide, section: StatementSection, bookedOn: string, isCorrection: boolean, reference: string, detail: string | null, amount: { amount: string, currency: string }, subject:
          | { __typename: 'Application', id: string }
          | { __typename: 'AuditEntry', id: string }
          | { __typename: 'Brand', id: string }
          | { __typename: 'Channel', id: string }
          | { __typename: 'CommissionLine', id: string }
          | { __typename: 'CommissionPlan', id: string }
          | { __typename: 'CommissionPlanDraft', id: string }
          | { __typename: 'Contact', id: string }
          | { __typename: 'Coupon', id: string }
          | { __typename: 'CreditNote', id: string }
          | { __typename: 'DiscountRequest', id: string }
          | { __typename: 'Distributor', id: string }
          | { __typename: 'IdentityProvider', id: string }
          | { __typename: 'ImportRun', id: string }
          | { __typename: 'Offer', id: string }
          | { __typename: 'OfferDraft', id: string }
          | { __typename: 'Order', id: string }
          | { __typename: 'OrderLine', id: string }
          | { __typename: 'Party', id: string }
          | { __typename: 'PayeeAccount', id: string }
          | { __typename: 'PaymentLink', id: string }
          | { __typename: 'PayoutBatch', id: string }
          | { __typename: 'PayoutItem', id: string }
          | { __typename: 'PlanTerm', id: string }
          | { __typename: 'Product', id: string }
          | { __typename: 'Program', id: string }
          | { __typename: 'QuarantinedRow', id: string }
          | { __typename: 'RebateAccrual', id: string }
          | { __typename: 'RebateBand', id: string }
          | { __typename: 'RebateClaim', id: string }
          | { __typename: 'RebateClaimLine', id: string }
          | { __typename: 'RebateCost', id: string }
          | { __typename: 'RebateCredit', id: string }
          | { __typename: 'RebateDelegation', id: string }
          | { __typename: 'RebateEntry', id: string }
          | { __typename: 'RebateLine', id: string }
          | { __typename: 'RebatePlan', id: string }
          | { __typename: 'RebateTerm', id: string }
          | { __typename: 'Receipt', id: string }
          | { __typename: 'Receivable', id: string }
          | { __typename: 'Refund', id: string }
          | { __typename: 'Return', id: string }
          | { __typename: 'ReturnLine', id: string }
          | { __typename: 'SettlementRun', id: string }
          | { __typename: 'Shipment', id: string }
          | { __typename: 'Statement', id: string }
          | { __typename: 'StatementDispute', id: string }
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

export type AnswerDisputeMutationVariables = Exact<{
  input: AnswerDisputeInput;
}>;


export type AnswerDisputeMutation = { answerDispute:
    | { __typename: 'AnsweredDispute', statement: { id: string, state: StatementState, disputes: Array<{ position: number, state: DisputeState, reason: string, raisedAt: string, answer: string | null, answeredAt: string | null }> } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type CorrectStatementMutationVariables = Exact<{
  input: CorrectStatementInput;
}>;


export type CorrectStatementMutation = { correctStatement:
    | { __typename: 'CorrectedStatement', statement: { id: string, number: string, supersedes: { id: string, state: StatementState, supersededBy: { id: string, number: string } | null } | null } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type BrandAnswerTermsQueryVariables = Exact<{ [key: string]: never; }>;


export type BrandAnswerTermsQuery = { brand: { id: string, statementTerms: Array<{ answerDays: number, silenceConfirms: boolean, changedAt: string }> } };

export type AnswerTermsFragment = { answerDays: number, silenceConfirms: boolean, changedAt: string };

export type SetStatementTermsMutationVariables = Exact<{
  input: SetStatementTermsInput;
}>;


export type SetStatementTermsMutation = { setStatementTerms:
    | { __typename: 'NewStatementTerms', brand: { id: string, statementTerms: Array<{ answerDays: number, silenceConfirms: boolean, changedAt: string }> } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type SentLetterFragment = { address: string, nth: number, state: LetterState, writtenAt: string, settledAt: string | null, reason: string | null };

export type SendStatementMutationVariables = Exact<{
  input: SendStatementInput;
}>;


export type SendStatementMutation = { sendStatement:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'SentStatement', statement: { id: string, mailedAt: string | null, letters: Array<{ address: string, nth: number, state: LetterState, writtenAt: string, settledAt: string | null, reason: string | null }> } | null }
   | null };

export type BrandMailingQueryVariables = Exact<{ [key: string]: never; }>;


export type BrandMailingQuery = { brand: { id: string, statementMailings: Array<{ hour: number | null, changedAt: string }> } };

export type MailingFragment = { hour: number | null, changedAt: string };

export type SetStatementMailingMutationVariables = Exact<{
  input: SetStatementMailingInput;
}>;


export type SetStatementMailingMutation = { setStatementMailing:
    | { __typename: 'NewStatementMailing', brand: { id: string, statementMailings: Array<{ hour: number | null, changedAt: string }> } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

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
        | { __typename: 'CommissionPlanDraft', id: string }
        | { __typename: 'Contact', id: string }
        | { __typename: 'Coupon', id: string }
        | { __typename: 'CreditNote', id: string }
        | { __typename: 'DiscountRequest', id: string }
        | { __typename: 'Distributor', id: string }
        | { __typename: 'IdentityProvider', id: string }
        | { __typename: 'ImportRun', id: string }
        | { __typename: 'Offer', id: string }
        | { __typename: 'OfferDraft', id: string }
        | { __typename: 'Order', id: string }
        | { __typename: 'OrderLine', id: string }
        | { __typename: 'Party', id: string }
        | { __typename: 'PayeeAccount', id: string }
        | { __typename: 'PaymentLink', id: string }
        | { __typename: 'PayoutBatch', id: string }
        | { __typename: 'PayoutItem', id: string }
        | { __typename: 'PlanTerm', id: string }
        | { __typename: 'Product', id: string }
        | { __typename: 'Program', id: string }
        | { __typename: 'QuarantinedRow', id: string }
        | { __typename: 'RebateAccrual', id: string }
        | { __typename: 'RebateBand', id: string }
        | { __typename: 'RebateClaim', id: string }
        | { __typename: 'RebateClaimLine', id: string }
        | { __typename: 'RebateCost', id: string }
        | { __typename: 'RebateCredit', id: string }
        | { __typename: 'RebateDelegation', id: string }
        | { __typename: 'RebateEntry', id: string }
        | { __typename: 'RebateLine', id: string }
        | { __typename: 'RebatePlan', id: string }
        | { __typename: 'RebateTerm', id: string }
        | { __typename: 'Receipt', id: string }
        | { __typename: 'Receivable', id: string }
        | { __typename: 'Refund', id: string }
        | { __typename: 'Return', id: string }
        | { __typename: 'ReturnLine', id: string }
        | { __typename: 'SettlementRun', id: string }
        | { __typename: 'Shipment', id: string }
        | { __typename: 'Statement', id: string }
        | { __typename: 'StatementDispute', id: string }
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

export type RebateClaimFieldsFragment = { id: string, number: string, state: RebateClaimState, planName: string, planVersion: number, termCode: string, ratedFrom: string, ratedUntil: string, note: string | null, claimedAt: string, step: number | null, waitsFor: Role | null, dueOn: string | null, overdueAt: string | null, amount: { amount: string, currency: string }, distributor: { id: string, code: string, name: string } | null };

export type RebateClaimLineFactsFragment = { id: string, amount: { amount: string, currency: string }, order: { id: string, number: string } | null, orderLine: { id: string, name: string } | null };

export type MyRebateToClaimQueryVariables = Exact<{
  id: string;
}>;


export type MyRebateToClaimQuery = { rebateAccrual: { id: string, planName: string, credit: { id: string, useUntil: string | null, withheld: { amount: string, currency: string }, toClaim: Array<{ id: string, amount: { amount: string, currency: string }, order: { id: string, number: string } | null, orderLine: { id: string, name: string } | null }> } | null } | null };

export type MyRebateClaimsQueryVariables = Exact<{ [key: string]: never; }>;


export type MyRebateClaimsQuery = { rebateClaims: { nodes: Array<{ id: string, number: string, state: RebateClaimState, planName: string, planVersion: number, termCode: string, ratedFrom: string, ratedUntil: string, note: string | null, claimedAt: string, step: number | null, waitsFor: Role | null, dueOn: string | null, overdueAt: string | null, amount: { amount: string, currency: string }, distributor: { id: string, code: string, name: string } | null }> } };

export type MyRebateClaimQueryVariables = Exact<{
  id: string;
}>;


export type MyRebateClaimQuery = { viewer: { distributor: { id: string } | null }, rebateClaim: { id: string, number: string, state: RebateClaimState, planName: string, planVersion: number, termCode: string, ratedFrom: string, ratedUntil: string, note: string | null, claimedAt: string, step: number | null, waitsFor: Role | null, dueOn: string | null, overdueAt: string | null, credit: { id: string, accrual: { id: string } | null } | null, steps: Array<{ position: number, role: Role, days: number, decidedAt: string | null }>, deeds: Array<{ nth: number, kind: RebateClaimDeedKind, step: number | null, toStep: number | null, reason: string | null, doneAt: string }>, lines: { nodes: Array<{ id: string, amount: { amount: string, currency: string }, order: { id: string, number: string } | null, orderLine: { id: string, name: string } | null }> }, amount: { amount: string, currency: string }, distributor: { id: string, code: string, name: string } | null } | null };

export type ClaimMyRebateMutationVariables = Exact<{
  input: ClaimRebateInput;
}>;


export type ClaimMyRebateMutation = { claimRebate:
    | { __typename: 'ClaimedRebate', number: string, rebateClaim: { id: string, state: RebateClaimState } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type WithdrawMyClaimMutationVariables = Exact<{
  input: WithdrawRebateClaimInput;
}>;


export type WithdrawMyClaimMutation = { withdrawRebateClaim:
    | { __typename: 'MovedRebateClaim', rebateClaim: { id: string, state: RebateClaimState } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type HandInMyClaimMutationVariables = Exact<{
  input: HandInRebateClaimInput;
}>;


export type HandInMyClaimMutation = { handInRebateClaim:
    | { __typename: 'MovedRebateClaim', rebateClaim: { id: string, state: RebateClaimState } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type EarnedLineFragment = { id: string, kind: CommissionKind, depth: number, earnedOn: string, reason: CommissionReason | null, quantity: number, rate: string | null, base: { amount: string, currency: string }, unitGap: { amount: string, currency: string } | null, amount: { amount: string, currency: string }, seller: { id: string, name: string } | null, beneficiary: { id: string, name: string } | null, order: { id: string, number: string } | null, orderLine: { id: string, name: string } | null };

export type MyEarningsQueryVariables = Exact<{ [key: string]: never; }>;


export type MyEarningsQuery = { viewer: { today: string, distributor: { id: string, positions: Array<{ currency: string, heldUntil: string | null, earned: { amount: string, currency: string }, reserved: { amount: string, currency: string }, held: { amount: string, currency: string } }>, payeeAccounts: Array<{ id: string, rail: string, providerAccount: string, currency: string, state: PayeeAccountState, holdReason: string | null }> } | null } };

export type MyCommissionQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: CommissionLineFilter | null | undefined;
}>;


export type MyCommissionQuery = { viewer: { distributor: { id: string, commissionLines: { nodes: Array<{ id: string, kind: CommissionKind, depth: number, earnedOn: string, reason: CommissionReason | null, quantity: number, rate: string | null, base: { amount: string, currency: string }, unitGap: { amount: string, currency: string } | null, amount: { amount: string, currency: string }, seller: { id: string, name: string } | null, beneficiary: { id: string, name: string } | null, order: { id: string, number: string } | null, orderLine: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null } };

export type MyPayoutsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyPayoutsQuery = { viewer: { distributor: { id: string, payouts: { nodes: Array<{ id: string, state: PayoutItemState, createdAt: string, resolvedAt: string | null, destination: string, failure: string | null, amount: { amount: string, currency: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null } };

export type AccruedRebateFragment = { id: string, planName: string, planVersion: number, termCode: string, measure: RebateMeasure, tiers: PlanTiers, settledBy: RebateSettledBy, ratedFrom: string, ratedUntil: string, asOf: string, currency: string, units: number, rate: string | null, nextRate: string | null, moreUnits: number | null, volume: { amount: string, currency: string }, yearBefore: { amount: string, currency: string } | null, target: { amount: string, currency: string } | null, amount: { amount: string, currency: string }, more: { amount: string, currency: string } | null, nextAmount: { amount: string, currency: string } | null };

export type RebateBandFactsFragment = { id: string, band: number, starts: string, until: string | null, rate: string, currency: string, amount: { amount: string, currency: string } };

export type RebateLineFactsFragment = { id: string, bookedOn: string, daysToPay: number | null, rate: string | null, net: { amount: string, currency: string }, back: { amount: string, currency: string }, counted: { amount: string, currency: string }, amount: { amount: string, currency: string }, order: { id: string, number: string } | null, orderLine: { id: string, sku: string, name: string } | null };

export type RebateCreditFactsFragment = { id: string, currency: string, useUntil: string | null, isClaimed: boolean, amount: { amount: string, currency: string }, used: { amount: string, currency: string }, expired: { amount: string, currency: string }, left: { amount: string, currency: string }, withheld: { amount: string, currency: string }, owedBack: { amount: string, currency: string } };

export type RebateEntryFactsFragment = { id: string, kind: RebateEntryKind, reason: RebateAdjustReason | null, bookedOn: string, number: string | null, isUndone: boolean, because: string | null, amount: { amount: string, currency: string } };

export type MyRebatesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyRebatesQuery = { viewer: { distributor: { id: string, rebateAccruals: { nodes: Array<{ id: string, planName: string, planVersion: number, termCode: string, measure: RebateMeasure, tiers: PlanTiers, settledBy: RebateSettledBy, ratedFrom: string, ratedUntil: string, asOf: string, currency: string, units: number, rate: string | null, nextRate: string | null, moreUnits: number | null, volume: { amount: string, currency: string }, yearBefore: { amount: string, currency: string } | null, target: { amount: string, currency: string } | null, amount: { amount: string, currency: string }, more: { amount: string, currency: string } | null, nextAmount: { amount: string, currency: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null } };

export type MyRebateQueryVariables = Exact<{
  id: string;
}>;


export type MyRebateQuery = { viewer: { distributor: { id: string } | null }, rebateAccrual: { id: string, planName: string, planVersion: number, termCode: string, measure: RebateMeasure, tiers: PlanTiers, settledBy: RebateSettledBy, ratedFrom: string, ratedUntil: string, asOf: string, currency: string, units: number, rate: string | null, nextRate: string | null, moreUnits: number | null, bands: Array<{ id: string, band: number, starts: string, until: string | null, rate: string, currency: string, amount: { amount: string, currency: string } }>, distributor: { id: string } | null, credit: { id: string, currency: string, useUntil: string | null, isClaimed: boolean, entries: Array<{ id: string, kind: RebateEntryKind, reason: RebateAdjustReason | null, bookedOn: string, number: string | null, isUndone: boolean, because: string | null, amount: { amount: string, currency: string } }>, toClaim: Array<{ id: string, amount: { amount: string, currency: string } }>, claims: Array<{ id: string, number: string, state: RebateClaimState, claimedAt: string, amount: { amount: string, currency: string } }>, amount: { amount: string, currency: string }, used: { amount: string, currency: string }, expired: { amount: string, currency: string }, left: { amount: string, currency: string }, withheld: { amount: string, currency: string }, owedBack: { amount: string, currency: string } } | null, volume: { amount: string, currency: string }, yearBefore: { amount: string, currency: string } | null, target: { amount: string, currency: string } | null, amount: { amount: string, currency: string }, more: { amount: string, currency: string } | null, nextAmount: { amount: string, currency: string } | null } | null };

export type MyRebateLinesQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyRebateLinesQuery = { rebateAccrual: { id: string, lines: { nodes: Array<{ id: string, bookedOn: string, daysToPay: number | null, rate: string | null, net: { amount: string, currency: string }, back: { amount: string, currency: string }, counted: { amount: string, currency: string }, amount: { amount: string, currency: string }, order: { id: string, number: string } | null, orderLine: { id: string, sku: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type TargetProgressFragment = { band: number, volume: { amount: string, currency: string }, earned: { amount: string, currency: string } };

export type EstimateMyCommissionMutationVariables = Exact<{
  input: EstimateCommissionInput;
}>;


export type EstimateMyCommissionMutation = { estimateCommission:
    | { __typename: 'EstimatedCommission', asOf: string, targets: Array<{ ratedFrom: string, ratedUntil: string, earnedOn: CommissionEarnedOn, plan: { id: string, name: string, base: CommissionBase } | null, term: { id: string, code: string, earner: PlanEarner, tiers: PlanTiers, bands: Array<{ band: number, rate: string, amount: { amount: string, currency: string } }> } | null, soFar: { band: number, volume: { amount: string, currency: string }, earned: { amount: string, currency: string } }, next: { band: number, more: { amount: string, currency: string }, then: { band: number, volume: { amount: string, currency: string }, earned: { amount: string, currency: string } } } | null, supposed: { band: number, volume: { amount: string, currency: string }, earned: { amount: string, currency: string } } | null, gain: { amount: string, currency: string } | null }> }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type RebateOutlookFactsFragment = { band: number | null, volume: { amount: string, currency: string }, amount: { amount: string, currency: string } };

export type EstimateMyRebateMutationVariables = Exact<{
  input: EstimateRebateInput;
}>;


export type EstimateMyRebateMutation = { estimateRebate:
    | { __typename: 'EstimatedRebate', rebates: Array<{ planName: string, termCode: string, measure: RebateMeasure, ratedFrom: string, ratedUntil: string, moreUnits: number | null, rebateAccrual: { id: string } | null, more: { amount: string, currency: string } | null, soFar: { band: number | null, volume: { amount: string, currency: string }, amount: { amount: string, currency: string } }, atNext: { band: number | null, volume: { amount: string, currency: string }, amount: { amount: string, currency: string } } | null, supposed: { band: number | null, volume: { amount: string, currency: string }, amount: { amount: string, currency: string } } | null, gain: { amount: string, currency: string } | null }> }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type MyHomeQueryVariables = Exact<{
  money: boolean;
}>;


export type MyHomeQuery = { viewer: { today: string, distributor: { id: string, name: string, grade: { name: string } | null, positions?: Array<{ currency: string, heldUntil: string | null, owed: { amount: string, currency: string }, earned: { amount: string, currency: string }, reserved: { amount: string, currency: string }, held: { amount: string, currency: string } }>, statements?: { totalCount: number, nodes: Array<{ id: string, number: string, periodStart: string, periodEnd: string, creditorName: string, owedClosing: { amount: string, currency: string } }> }, orders: { nodes: Array<{ id: string, number: string, kind: OrderKind, state: OrderState, mode: OrderMode, orderedOn: string, shippedOn: string | null, total: { amount: string, currency: string }, distributor: { id: string, name: string } | null }> } } | null } };

export type MyHomeChangedSubscriptionVariables = Exact<{
  id: string;
}>;


export type MyHomeChangedSubscription = { distributorChanged: { id: string, positions: Array<{ currency: string, heldUntil: string | null, owed: { amount: string, currency: string }, earned: { amount: string, currency: string }, reserved: { amount: string, currency: string }, held: { amount: string, currency: string } }>, receivables: { totalCount: number, nodes: Array<{ id: string, open: { amount: string, currency: string } }> }, statements: { totalCount: number, nodes: Array<{ id: string }> } } | null };

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


export type MyOrderQuery = { viewer: { distributor: { id: string } | null }, order: { externalId: string, orderedAt: string, billableOn: string | null, deliveredOn: string | null, id: string, number: string, kind: OrderKind, state: OrderState, mode: OrderMode, orderedOn: string, shippedOn: string | null, trace: { applied: unknown, missed: unknown, gifts: unknown, discount: { amount: string, currency: string } } | null, lines: { nodes: Array<{ id: string, sku: string, name: string, quantity: number, assignedQuantity: number, unitPrice: { amount: string, currency: string }, net: { amount: string, currency: string } }> }, shipments: { nodes: Array<{ id: string, state: ShipmentState, carrier: string | null, trackingNumber: string | null, shippedOn: string | null, deliveredOn: string | null, returnedOn: string | null, lines: Array<{ quantity: number, orderLine: { id: string, name: string } | null }> }> }, receivables: { nodes: Array<{ id: string, number: string, instalment: number, dueOn: string, isOverdue: boolean, creditorName: string, total: { amount: string, currency: string }, open: { amount: string, currency: string }, debtor: { id: string, name: string } | null }> }, returns: { nodes: Array<{ id: string, returnedOn: string, total: { amount: string, currency: string }, charged: { amount: string, currency: string } | null, charge: { id: string, number: string } | null, creditNote: { id: string, number: string } | null }> }, commissionLines?: { nodes: Array<{ id: string, kind: CommissionKind, depth: number, earnedOn: string, reason: CommissionReason | null, quantity: number, rate: string | null, base: { amount: string, currency: string }, unitGap: { amount: string, currency: string } | null, amount: { amount: string, currency: string }, seller: { id: string, name: string } | null, beneficiary: { id: string, name: string } | null, order: { id: string, number: string } | null, orderLine: { id: string, name: string } | null }> }, total: { amount: string, currency: string }, distributor: { id: string, name: string } | null, goods: { amount: string, currency: string }, discount: { amount: string, currency: string }, tax: { amount: string, currency: string }, freight: { amount: string, currency: string } } | null };

export type OpenItemFragment = { id: string, number: string, instalment: number, dueOn: string, isOverdue: boolean, creditorName: string, total: { amount: string, currency: string }, open: { amount: string, currency: string }, debtor: { id: string, name: string } | null };

export type MyOpenItemsQueryVariables = Exact<{
  after?: string | null | undefined;
  isToBrand: boolean;
}>;


export type MyOpenItemsQuery = { viewer: { today: string, distributor: { id: string, receivables: { nodes: Array<{ id: string, number: string, instalment: number, dueOn: string, isOverdue: boolean, creditorName: string, order: { id: string, number: string } | null, chargedBy: { id: string, order: { id: string, number: string } } | null, total: { amount: string, currency: string }, open: { amount: string, currency: string }, debtor: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null } };

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
    | { __typename: 'CommissionPlanDraft', id: string }
    | { __typename: 'Contact', id: string }
    | { __typename: 'Coupon', id: string }
    | { __typename: 'CreditNote', id: string }
    | { __typename: 'DiscountRequest', id: string }
    | { __typename: 'Distributor', id: string }
    | { __typename: 'IdentityProvider', id: string }
    | { __typename: 'ImportRun', id: string }
    | { __typename: 'Offer', id: string }
    | { __typename: 'OfferDraft', id: string }
    | { __typename: 'Order', id: string }
    | { __typename: 'OrderLine', id: string }
    | { __typename: 'Party', id: string }
    | { __typename: 'PayeeAccount', id: string }
    | { __typename: 'PaymentLink', state: PaymentLinkState, expiresAt: string, id: string, creditor: { id: string, name: string } | null, amount: { amount: string, currency: string }, items: Array<{ amount: { amount: string, currency: string }, receivable: { id: string, number: string, instalment: number, dueOn: string, isOverdue: boolean, creditorName: string, total: { amount: string, currency: string }, open: { amount: string, currency: string }, debtor: { id: string, name: string } | null } | null }>, receipts: { nodes: Array<{ id: string, state: ReceiptState, receivedOn: string | null, amount: { amount: string, currency: string } }> } }
    | { __typename: 'PayoutBatch', id: string }
    | { __typename: 'PayoutItem', id: string }
    | { __typename: 'PlanTerm', id: string }
    | { __typename: 'Product', id: string }
    | { __typename: 'Program', id: string }
    | { __typename: 'QuarantinedRow', id: string }
    | { __typename: 'RebateAccrual', id: string }
    | { __typename: 'RebateBand', id: string }
    | { __typename: 'RebateClaim', id: string }
    | { __typename: 'RebateClaimLine', id: string }
    | { __typename: 'RebateCost', id: string }
    | { __typename: 'RebateCredit', id: string }
    | { __typename: 'RebateDelegation', id: string }
    | { __typename: 'RebateEntry', id: string }
    | { __typename: 'RebateLine', id: string }
    | { __typename: 'RebatePlan', id: string }
    | { __typename: 'RebateTerm', id: string }
    | { __typename: 'Receipt', id: string }
    | { __typename: 'Receivable', id: string }
    | { __typename: 'Refund', id: string }
    | { __typename: 'Return', id: string }
    | { __typename: 'ReturnLine', id: string }
    | { __typename: 'SettlementRun', id: string }
    | { __typename: 'Shipment', id: string }
    | { __typename: 'Statement', id: string }
    | { __typename: 'StatementDispute', id: string }
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

export type MyRebateLeftQueryVariables = Exact<{ [key: string]: never; }>;


export type MyRebateLeftQuery = { viewer: { distributor: { id: string, rebateCredits: Array<{ id: string, currency: string, useUntil: string | null, isClaimed: boolean, amount: { amount: string, currency: string }, used: { amount: string, currency: string }, expired: { amount: string, currency: string }, left: { amount: string, currency: string }, withheld: { amount: string, currency: string }, owedBack: { amount: string, currency: string } }> } | null } };

export type UseMyRebateMutationVariables = Exact<{
  input: UseRebateInput;
}>;


export type UseMyRebateMutation = { useRebate:
    | { __typename: 'Refused', code: string, message: string }
    | { __typename: 'UsedRebate', number: string, amount: { amount: string, currency: string } }
   | null };

export type StatementRowFragment = { id: string, number: string, state: StatementState, periodStart: string, periodEnd: string, creditorName: string, counterpartyName: string, owedClosing: { amount: string, currency: string }, earnedClosing: { amount: string, currency: string } };

export type OtherVersionFragment = { id: string, number: string, isPrinted: boolean, owedClosing: { amount: string, currency: string } };

export type MyStatementsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: StatementFilter | null | undefined;
}>;


export type MyStatementsQuery = { viewer: { distributor: { id: string, statements: { nodes: Array<{ id: string, number: string, state: StatementState, periodStart: string, periodEnd: string, creditorName: string, counterpartyName: string, owedClosing: { amount: string, currency: string }, earnedClosing: { amount: string, currency: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null } };

export type MyStatementsChangedSubscriptionVariables = Exact<{
  id: string;
}>;


export type MyStatementsChangedSubscription = { distributorChanged: { id: string, statements: { totalCount: number, nodes: Array<{ id: string }> }, confirmed: { totalCount: number }, superseded: { totalCount: number }, disputed: { totalCount: number } } | null };

export type MyStatementQueryVariables = Exact<{
  id: string;
}>;


export type MyStatementQuery = { viewer: { distributor: { id: string, name: string } | null }, statement: { issuedOn: string, netting: StatementNetting, answeredAt: string | null, disputeReason: string | null, answerBy: string | null, silenceConfirms: boolean, correctionReason: string | null, isPrinted: boolean, id: string, number: string, state: StatementState, periodStart: string, periodEnd: string, creditorName: string, counterpartyName: string, supersedes: { id: string, number: string, isPrinted: boolean, owedClosing: { amount: string, currency: string } } | null, supersededBy: { id: string, number: string, isPrinted: boolean, owedClosing: { amount: string, currency: string } } | null, disputes: Array<{ position: number, state: DisputeState, reason: string, raisedAt: string, answer: string | null, answeredAt: string | null }>, counterparty: { id: string, distributor: { id: string } | null } | null, lines: { nodes: Array<{ position: number, side: StatementSide, section: StatementSection, bookedOn: string, isCorrection: boolean, reference: string, detail: string | null, amount: { amount: string, currency: string }, subject:
          | { __typename: 'Application', id: string }
          | { __typename: 'AuditEntry', id: string }
          | { __typename: 'Brand', id: string }
          | { __typename: 'Channel', id: string }
          | { __typename: 'CommissionLine', id: string }
          | { __typename: 'CommissionPlan', id: string }
          | { __typename: 'CommissionPlanDraft', id: string }
          | { __typename: 'Contact', id: string }
          | { __typename: 'Coupon', id: string }
          | { __typename: 'CreditNote', id: string }
          | { __typename: 'DiscountRequest', id: string }
          | { __typename: 'Distributor', id: string }
          | { __typename: 'IdentityProvider', id: string }
          | { __typename: 'ImportRun', id: string }
          | { __typename: 'Offer', id: string }
          | { __typename: 'OfferDraft', id: string }
          | { __typename: 'Order', id: string }
          | { __typename: 'OrderLine', id: string }
          | { __typename: 'Party', id: string }
          | { __typename: 'PayeeAccount', id: string }
          | { __typename: 'PaymentLink', id: string }
          | { __typename: 'PayoutBatch', id: string }
          | { __typename: 'PayoutItem', id: string }
          | { __typename: 'PlanTerm', id: string }
          | { __typename: 'Product', id: string }
          | { __typename: 'Program', id: string }
          | { __typename: 'QuarantinedRow', id: string }
          | { __typename: 'RebateAccrual', id: string }
          | { __typename: 'RebateBand', id: string }
          | { __typename: 'RebateClaim', id: string }
          | { __typename: 'RebateClaimLine', id: string }
          | { __typename: 'RebateCost', id: string }
          | { __typename: 'RebateCredit', id: string }
          | { __typename: 'RebateDelegation', id: string }
          | { __typename: 'RebateEntry', id: string }
          | { __typename: 'RebateLine', id: string }
          | { __typename: 'RebatePlan', id: string }
          | { __typename: 'RebateTerm', id: string }
          | { __typename: 'Receipt', id: string }
          | { __typename: 'Receivable', id: string }
          | { __typename: 'Refund', id: string }
          | { __typename: 'Return', id: string }
          | { __typename: 'ReturnLine', id: string }
          | { __typename: 'SettlementRun', id: string }
          | { __typename: 'Shipment', id: string }
          | { __typename: 'Statement', id: string }
          | { __typename: 'StatementDispute', id: string }
          | { __typename: 'Task', id: string }
          | { __typename: 'User', id: string }
          | { __typename: 'WebhookDelivery', id: string }
          | { __typename: 'WebhookEndpoint', id: string }
          | { __typename: 'WebhookMessage', id: string }
         | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, commissionLines: { totalCount: number, nodes: Array<{ id: string, kind: CommissionKind, depth: number, earnedOn: string, reason: CommissionReason | null, quantity: number, rate: string | null, base: { amount: string, currency: string }, unitGap: { amount: string, currency: string } | null, amount: { amount: string, currency: string }, seller: { id: string, name: string } | null, beneficiary: { id: string, name: string } | null, order: { id: string, number: string } | null, orderLine: { id: string, name: string } | null }> }, owedClosing: { amount: string, currency: string }, earnedClosing: { amount: string, currency: string }, owedOpening: { amount: string, currency: string }, owedMovement: { amount: string, currency: string }, earnedOpening: { amount: string, currency: string }, earnedMovement: { amount: string, currency: string } } | null };

export type MyStatementLinesQueryVariables = Exact<{
  id: string;
  after?: string | null | undefined;
}>;


export type MyStatementLinesQuery = { statement: { id: string, lines: { nodes: Array<{ position: number, side: StatementSide, section: StatementSection, bookedOn: string, isCorrection: boolean, reference: string, detail: string | null, amount: { amount: string, currency: string }, subject:
          | { __typename: 'Application', id: string }
          | { __typename: 'AuditEntry', id: string }
          | { __typename: 'Brand', id: string }
          | { __typename: 'Channel', id: string }
          | { __typename: 'CommissionLine', id: string }
          | { __typename: 'CommissionPlan', id: string }
          | { __typename: 'CommissionPlanDraft', id: string }
          | { __typename: 'Contact', id: string }
          | { __typename: 'Coupon', id: string }
          | { __typename: 'CreditNote', id: string }
          | { __typename: 'DiscountRequest', id: string }
          | { __typename: 'Distributor', id: string }
          | { __typename: 'IdentityProvider', id: string }
          | { __typename: 'ImportRun', id: string }
          | { __typename: 'Offer', id: string }
          | { __typename: 'OfferDraft', id: string }
          | { __typename: 'Order', id: string }
          | { __typename: 'OrderLine', id: string }
          | { __typename: 'Party', id: string }
          | { __typename: 'PayeeAccount', id: string }
          | { __typename: 'PaymentLink', id: string }
          | { __typename: 'PayoutBatch', id: string }
          | { __typename: 'PayoutItem', id: string }
          | { __typename: 'PlanTerm', id: string }
          | { __typename: 'Product', id: string }
          | { __typename: 'Program', id: string }
          | { __typename: 'QuarantinedRow', id: string }
          | { __typename: 'RebateAccrual', id: string }
          | { __typename: 'RebateBand', id: string }
          | { __typename: 'RebateClaim', id: string }
          | { __typename: 'RebateClaimLine', id: string }
          | { __typename: 'RebateCost', id: string }
          | { __typename: 'RebateCredit', id: string }
          | { __typename: 'RebateDelegation', id: string }
          | { __typename: 'RebateEntry', id: string }
          | { __typename: 'RebateLine', id: string }
          | { __typename: 'RebatePlan', id: string }
          | { __typename: 'RebateTerm', id: string }
          | { __typename: 'Receipt', id: string }
          | { __typename: 'Receivable', id: string }
          | { __typename: 'Refund', id: string }
          | { __typename: 'Return', id: string }
          | { __typename: 'ReturnLine', id: string }
          | { __typename: 'SettlementRun', id: string }
          | { __typename: 'Shipment', id: string }
          | { __typename: 'Statement', id: string }
          | { __typename: 'StatementDispute', id: string }
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


export type MyStatementCommissionQuery = { statement: { id: string, number: string, commissionLines: { nodes: Array<{ id: string, kind: CommissionKind, depth: number, earnedOn: string, reason: CommissionReason | null, quantity: number, rate: string | null, base: { amount: string, currency: string }, unitGap: { amount: string, currency: string } | null, amount: { amount: string, currency: string }, seller: { id: string, name: string } | null, beneficiary: { id: string, name: string } | null, order: { id: string, number: string } | null, orderLine: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type ConfirmMyStatementMutationVariables = Exact<{
  input: ConfirmStatementInput;
}>;


export type ConfirmMyStatementMutation = { confirmStatement:
    | { __typename: 'ConfirmedStatement', statement: { id: string, state: StatementState, answeredAt: string | null, disputes: Array<{ position: number, state: DisputeState, reason: string, raisedAt: string, answer: string | null, answeredAt: string | null }> } | null }
    | { __typename: 'Refused', code: string, message: string }
   | null };

export type DisputeMyStatementMutationVariables = Exact<{
  input: DisputeStatementInput;
}>;


export type DisputeMyStatementMutation = { disputeStatement:
    | { __typename: 'DisputedStatement', statement: { id: string, state: StatementState, disputeReason: string | null, disputes: Array<{ position: number, state: DisputeState, reason: string, raisedAt: string, answer: string | null, answeredAt: string | null }> } | null }
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

export type StatementMovementFragment = { position: number, side: StatementSide, section: StatementSection, bookedOn: string, isCorrection: boolean, reference: string, detail: string | null, amount: { amount: string, currency: string }, subject:
    | { __typename: 'Application', id: string }
    | { __typename: 'AuditEntry', id: string }
    | { __typename: 'Brand', id: string }
    | { __typename: 'Channel', id: string }
    | { __typename: 'CommissionLine', id: string }
    | { __typename: 'CommissionPlan', id: string }
    | { __typename: 'CommissionPlanDraft', id: string }
    | { __typename: 'Contact', id: string }
    | { __typename: 'Coupon', id: string }
    | { __typename: 'CreditNote', id: string }
    | { __typename: 'DiscountRequest', id: string }
    | { __typename: 'Distributor', id: string }
    | { __typename: 'IdentityProvider', id: string }
    | { __typename: 'ImportRun', id: string }
    | { __typename: 'Offer', id: string }
    | { __typename: 'OfferDraft', id: string }
    | { __typename: 'Order', id: string }
    | { __typename: 'OrderLine', id: string }
    | { __typename: 'Party', id: string }
    | { __typename: 'PayeeAccount', id: string }
    | { __typename: 'PaymentLink', id: string }
    | { __typename: 'PayoutBatch', id: string }
    | { __typename: 'PayoutItem', id: string }
    | { __typename: 'PlanTerm', id: string }
    | { __typename: 'Product', id: string }
    | { __typename: 'Program', id: string }
    | { __typename: 'QuarantinedRow', id: string }
    | { __typename: 'RebateAccrual', id: string }
    | { __typename: 'RebateBand', id: string }
    | { __typename: 'RebateClaim', id: string }
    | { __typename: 'RebateClaimLine', id: string }
    | { __typename: 'RebateCost', id: string }
    | { __typename: 'RebateCredit', id: string }
    | { __typename: 'RebateDelegation', id: string }
    | { __typename: 'RebateEntry', id: string }
    | { __typename: 'RebateLine', id: string }
    | { __typename: 'RebatePlan', id: string }
    | { __typename: 'RebateTerm', id: string }
    | { __typename: 'Receipt', id: string }
    | { __typename: 'Receivable', id: string }
    | { __typename: 'Refund', id: string }
    | { __typename: 'Return', id: string }
    | { __typename: 'ReturnLine', id: string }
    | { __typename: 'SettlementRun', id: string }
    | { __typename: 'Shipment', id: string }
    | { __typename: 'Statement', id: string }
    | { __typename: 'StatementDispute', id: string }
    | { __typename: 'Task', id: string }
    | { __typename: 'User', id: string }
    | { __typename: 'WebhookDelivery', id: string }
    | { __typename: 'WebhookEndpoint', id: string }
    | { __typename: 'WebhookMessage', id: string }
   | null };

export type StatementChangedSubscriptionVariables = Exact<{
  id: string;
}>;


export type StatementChangedSubscription = { statementChanged: { id: string, state: StatementState, isPrinted: boolean, answeredAt: string | null, supersededBy: { id: string } | null, disputes: Array<{ position: number, state: DisputeState, reason: string, raisedAt: string, answer: string | null, answeredAt: string | null }> } | null };

export type LineDisputeFragment = { position: number, state: DisputeState, reason: string, raisedAt: string, answer: string | null, answeredAt: string | null };

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
    | { __typename: 'CommissionLine', id: string, kind?: CommissionKind, depth?: number, rate?: string | null, quantity?: number, earnedOn?: string, band?: number | null, ratedFrom?: string | null, cause?: CommissionReason | null, base?: { amount: string, currency: string }, unitGap?: { amount: string, currency: string } | null, amount?: { amount: string, currency: string }, volumeBefore?: { amount: string, currency: string } | null, volume?: { amount: string, currency: string } | null, due?: { amount: string, currency: string } | null, booked?: { amount: string, currency: string } | null, collected?: { amount: string, currency: string } | null, owed?: { amount: string, currency: string } | null, term?: { id: string, code: string, tiers: PlanTiers, every: RatingPeriod, clawBack: ClawBack, where: string | null, bands: Array<{ band: number, rate: string, start: { amount: string, currency: string }, until: { amount: string, currency: string } | null, amount: { amount: string, currency: string } }> } | null, plan?: { id: string, code: string, name: string, version: number, base: CommissionBase }, seller?: { id: string, name: string } | null, beneficiary?: { id: string, name: string } | null, reverses?: { id: string, amount: { amount: string, currency: string } } | null, orderLine?: { id: string, sku: string, name: string, quantity: number, net: { amount: string, currency: string } } | null, order?: { id: string, number: string } | null }
    | { __typename: 'CommissionPlan', id: string }
    | { __typename: 'CommissionPlanDraft', id: string }
    | { __typename: 'Contact', id: string }
    | { __typename: 'Coupon', id: string }
    | { __typename: 'CreditNote', id: string, number: string, issuedOn: string, total: { amount: string, currency: string }, applied: { amount: string, currency: string }, unchargedBy: { id: string, externalId: string, returnedOn: string, order: { id: string, number: string } } | null, order: { id: string, number: string } | null, settles: Array<{ id: string, appliedOn: string, amount: { amount: string, currency: string }, receivable: { id: string, number: string } }>, returned: { id: string, returnedOn: string, net: { amount: string, currency: string }, tax: { amount: string, currency: string }, freight: { amount: string, currency: string }, lines: Array<{ id: string, quantity: number, net: { amount: string, currency: string }, orderLine: { id: string, name: string } | null }> } | null }
    | { __typename: 'DiscountRequest', id: string }
    | { __typename: 'Distributor', id: string }
    | { __typename: 'IdentityProvider', id: string }
    | { __typename: 'ImportRun', id: string }
    | { __typename: 'Offer', id: string }
    | { __typename: 'OfferDraft', id: string }
    | { __typename: 'Order', id: string }
    | { __typename: 'OrderLine', id: string, sku: string, name: string, quantity: number, unitPrice: { amount: string, currency: string }, goods: { amount: string, currency: string }, discount: { amount: string, currency: string }, net: { amount: string, currency: string }, tax: { amount: string, currency: string }, lineOrder: { id: string, number: string, orderedOn: string, distributor: { id: string, name: string } | null }, ladder: Array<{ depth: number, unitPrice: { amount: string, currency: string }, party: { id: string, name: string } | null, grade: { name: string } }>, commissionLines?: { nodes: Array<{ id: string, kind: CommissionKind, depth: number, amount: { amount: string, currency: string }, beneficiary: { id: string, name: string } | null }> }, rebateLines?: Array<{ id: string, amount: { amount: string, currency: string }, accrual: { id: string, planName: string, ratedFrom: string, ratedUntil: string } | null }> }
    | { __typename: 'Party', id: string }
    | { __typename: 'PayeeAccount', id: string }
    | { __typename: 'PaymentLink', id: string }
    | { __typename: 'PayoutBatch', id: string }
    | { __typename: 'PayoutItem', id: string, destination?: string, createdAt?: string, resolvedAt?: string | null, failure?: string | null, payoutState?: PayoutItemState, payeeAccount?: { id: string } | null, amount?: { amount: string, currency: string }, batch?: { id: string, number: string } | null }
    | { __typename: 'PlanTerm', id: string }
    | { __typename: 'Product', id: string }
    | { __typename: 'Program', id: string }
    | { __typename: 'QuarantinedRow', id: string }
    | { __typename: 'RebateAccrual', id: string }
    | { __typename: 'RebateBand', id: string }
    | { __typename: 'RebateClaim', id: string }
    | { __typename: 'RebateClaimLine', id: string }
    | { __typename: 'RebateCost', id: string }
    | { __typename: 'RebateCredit', id: string }
    | { __typename: 'RebateDelegation', id: string }
    | { __typename: 'RebateEntry', id: string }
    | { __typename: 'RebateLine', id: string, bookedOn?: string, daysToPay?: number | null, band?: number | null, rate?: string | null, resolution?: unknown, counted?: { amount: string, currency: string }, back?: { amount: string, currency: string }, amount?: { amount: string, currency: string }, rebateOrder?: { id: string, number: string } | null, rebateOrderLine?: { id: string, name: string } | null, accrual?: { id: string, planName: string, planVersion: number, termCode: string, measure: RebateMeasure, tiers: PlanTiers, ratedFrom: string, ratedUntil: string, volume: { amount: string, currency: string }, bands: Array<{ id: string, band: number, starts: string, until: string | null, rate: string, currency: string, amount: { amount: string, currency: string } }> } | null }
    | { __typename: 'RebatePlan', id: string }
    | { __typename: 'RebateTerm', id: string }
    | { __typename: 'Receipt', id: string, receivedOn: string | null, receiptState: ReceiptState, amount: { amount: string, currency: string }, applied: { amount: string, currency: string }, unapplied: { amount: string, currency: string }, refunded: { amount: string, currency: string }, settles: Array<{ id: string, appliedOn: string, amount: { amount: string, currency: string }, receivable: { id: string, number: string } }> }
    | { __typename: 'Receivable', id: string, number: string, instalment: number, dueOn: string, issuedOn: string, isOverdue: boolean, total: { amount: string, currency: string }, open: { amount: string, currency: string }, chargedBy: { id: string, externalId: string, returnedOn: string, order: { id: string, number: string } } | null, order: { id: string, number: string, lines: { nodes: Array<{ id: string, sku: string, name: string, quantity: number, net: { amount: string, currency: string } }> }, goods: { amount: string, currency: string }, discount: { amount: string, currency: string }, tax: { amount: string, currency: string }, freight: { amount: string, currency: string }, total: { amount: string, currency: string } } | null, settledBy: { nodes: Array<{ id: string, source: ApplicationSource, appliedOn: string, amount: { amount: string, currency: string }, receipt: { id: string } | null, creditNote: { id: string, number: string } | null }> } }
    | { __typename: 'Refund', id: string, reason?: string, requestedOn?: string, refundState?: RefundState, amount?: { amount: string, currency: string }, refundOf?: { id: string, amount: { amount: string, currency: string } } }
    | { __typename: 'Return', id: string }
    | { __typename: 'ReturnLine', id: string }
    | { __typename: 'SettlementRun', id: string }
    | { __typename: 'Shipment', id: string }
    | { __typename: 'Statement', id: string }
    | { __typename: 'StatementDispute', id: string }
    | { __typename: 'Task', id: string }
    | { __typename: 'User', id: string }
    | { __typename: 'WebhookDelivery', id: string }
    | { __typename: 'WebhookEndpoint', id: string }
    | { __typename: 'WebhookMessage', id: string }
   | null };

export type AnyMoneyFragment = { amount: string, currency: string };

export type OrderSumFragment = { goods: { amount: string, currency: string }, discount: { amount: string, currency: string }, tax: { amount: string, currency: string }, freight: { amount: string, currency: string }, total: { amount: string, currency: string } };

export type SettledFragment = { id: string, appliedOn: string, amount: { amount: string, currency: string }, receivable: { id: string, number: string } };

export type CommissionTraceFragment = { kind: CommissionKind, depth: number, rate: string | null, quantity: number, earnedOn: string, band: number | null, ratedFrom: string | null, cause: CommissionReason | null, base: { amount: string, currency: string }, unitGap: { amount: string, currency: string } | null, amount: { amount: string, currency: string }, volumeBefore: { amount: string, currency: string } | null, volume: { amount: string, currency: string } | null, due: { amount: string, currency: string } | null, booked: { amount: string, currency: string } | null, collected: { amount: string, currency: string } | null, owed: { amount: string, currency: string } | null, term: { id: string, code: string, tiers: PlanTiers, every: RatingPeriod, clawBack: ClawBack, where: string | null, bands: Array<{ band: number, rate: string, start: { amount: string, currency: string }, until: { amount: string, currency: string } | null, amount: { amount: string, currency: string } }> } | null, plan: { id: string, code: string, name: string, version: number, base: CommissionBase }, seller: { id: string, name: string } | null, beneficiary: { id: string, name: string } | null, reverses: { id: string, amount: { amount: string, currency: string } } | null, orderLine: { id: string, sku: string, name: string, quantity: number, net: { amount: string, currency: string } } | null, order: { id: string, number: string } | null };

export type ReceivableTraceFragment = { number: string, instalment: number, dueOn: string, issuedOn: string, isOverdue: boolean, total: { amount: string, currency: string }, open: { amount: string, currency: string }, chargedBy: { id: string, externalId: string, returnedOn: string, order: { id: string, number: string } } | null, order: { id: string, number: string, lines: { nodes: Array<{ id: string, sku: string, name: string, quantity: number, net: { amount: string, currency: string } }> }, goods: { amount: string, currency: string }, discount: { amount: string, currency: string }, tax: { amount: string, currency: string }, freight: { amount: string, currency: string }, total: { amount: string, currency: string } } | null, settledBy: { nodes: Array<{ id: string, source: ApplicationSource, appliedOn: string, amount: { amount: string, currency: string }, receipt: { id: string } | null, creditNote: { id: string, number: string } | null }> } };

export type OrderLineTraceFragment = { sku: string, name: string, quantity: number, unitPrice: { amount: string, currency: string }, goods: { amount: string, currency: string }, discount: { amount: string, currency: string }, net: { amount: string, currency: string }, tax: { amount: string, currency: string }, lineOrder: { id: string, number: string, orderedOn: string, distributor: { id: string, name: string } | null }, ladder: Array<{ depth: number, unitPrice: { amount: string, currency: string }, party: { id: string, name: string } | null, grade: { name: string } }>, commissionLines?: { nodes: Array<{ id: string, kind: CommissionKind, depth: number, amount: { amount: string, currency: string }, beneficiary: { id: string, name: string } | null }> }, rebateLines?: Array<{ id: string, amount: { amount: string, currency: string }, accrual: { id: string, planName: string, ratedFrom: string, ratedUntil: string } | null }> };

export type RebateTraceFragment = { bookedOn: string, daysToPay: number | null, band: number | null, rate: string | null, resolution: unknown, counted: { amount: string, currency: string }, back: { amount: string, currency: string }, amount: { amount: string, currency: string }, rebateOrder: { id: string, number: string } | null, rebateOrderLine: { id: string, name: string } | null, accrual: { id: string, planName: string, planVersion: number, termCode: string, measure: RebateMeasure, tiers: PlanTiers, ratedFrom: string, ratedUntil: string, volume: { amount: string, currency: string }, bands: Array<{ id: string, band: number, starts: string, until: string | null, rate: string, currency: string, amount: { amount: string, currency: string } }> } | null };

export type ReceiptTraceFragment = { receivedOn: string | null, receiptState: ReceiptState, amount: { amount: string, currency: string }, applied: { amount: string, currency: string }, unapplied: { amount: string, currency: string }, refunded: { amount: string, currency: string }, settles: Array<{ id: string, appliedOn: string, amount: { amount: string, currency: string }, receivable: { id: string, number: string } }> };

export type CreditNoteTraceFragment = { number: string, issuedOn: string, total: { amount: string, currency: string }, applied: { amount: string, currency: string }, unchargedBy: { id: string, externalId: string, returnedOn: string, order: { id: string, number: string } } | null, order: { id: string, number: string } | null, settles: Array<{ id: string, appliedOn: string, amount: { amount: string, currency: string }, receivable: { id: string, number: string } }>, returned: { id: string, returnedOn: string, net: { amount: string, currency: string }, tax: { amount: string, currency: string }, freight: { amount: string, currency: string }, lines: Array<{ id: string, quantity: number, net: { amount: string, currency: string }, orderLine: { id: string, name: string } | null }> } | null };

export type RefundTraceFragment = { reason: string, requestedOn: string, refundState: RefundState, amount: { amount: string, currency: string }, refundOf: { id: string, amount: { amount: string, currency: string } } };

export type PayoutTraceFragment = { destination?: string, createdAt: string, resolvedAt: string | null, failure: string | null, payoutState: PayoutItemState, payeeAccount?: { id: string } | null, amount: { amount: string, currency: string }, batch?: { id: string, number: string } | null };

export const BrandTeamDocument = { kind: 'Document', definitions: [], documentId: 'sha256:1b48793735858a9affaade85802498ca8f3d045c4e9ce494efc13623fb1afcbd' } as unknown as TypedDocumentNode<BrandTeamQuery, BrandTeamQueryVariables>;
export const DistributorTeamDocument = { kind: 'Document', definitions: [], documentId: 'sha256:187168a67fdaa9577fab253c16121abf7f47efead9d16f60af8e961b2d6357e0' } as unknown as TypedDocumentNode<DistributorTeamQuery, DistributorTeamQueryVariables>;
export const InviteMemberDocument = { kind: 'Document', definitions: [], documentId: 'sha256:f7f622528d25c05766c75f4078f9ef8a90be291e8f51a8cf6e4372268cb3f578' } as unknown as TypedDocumentNode<InviteMemberMutation, InviteMemberMutationVariables>;
export const GiveRoleDocument = { kind: 'Document', definitions: [], documentId: 'sha256:68feab3b0d99dc993dc6a75d4e8f2a1b1c3e92aa89799e19e8eaa2ae071c74e1' } as unknown as TypedDocumentNode<GiveRoleMutation, GiveRoleMutationVariables>;
export const TakeRoleDocument = { kind: 'Document', definitions: [], documentId: 'sha256:365fbab3a59ee196e76abd445b0e4bb6b3a3141e7537a493d2e82538ca75fd64' } as unknown as TypedDocumentNode<TakeRoleMutation, TakeRoleMutationVariables>;
export const ResendInvitationDocument = { kind: 'Document', definitions: [], documentId: 'sha256:c69afac39db88b5c18add16a6c58e3f5a8ffe0c844b87b2bb070f2c598287a3a' } as unknown as TypedDocumentNode<ResendInvitationMutation, ResendInvitationMutationVariables>;
export const WithdrawInvitationDocument = { kind: 'Document', definitions: [], documentId: 'sha256:b325d00a30736b41c56fe45b912f98250108e06b1bf512cba77c23b56db7f113' } as unknown as TypedDocumentNode<WithdrawInvitationMutation, WithdrawInvitationMutationVariables>;
export const EndMemberSessionsDocument = { kind: 'Document', definitions: [], documentId: 'sha256:092dda9aed099aa9e13df00d2685a83966277075c378bc62bd230caa982c6064' } as unknown as TypedDocumentNode<EndMemberSessionsMutation, EndMemberSessionsMutationVariables>;
export const AskDiscountDocument = { kind: 'Document', definitions: [], documentId: 'sha256:02a6a2bc91c2b31475ce73fe4d1879e74fabfc5f79af9ac5197a0f8ad0cf234a' } as unknown as TypedDocumentNode<AskDiscountMutation, AskDiscountMutationVariables>;
export const ApproveDiscountDocument = { kind: 'Document', definitions: [], documentId: 'sha256:1bfe2128cb9ddc074fbd87dec9ac40fdb69159414291c7617e6fc8151233d680' } as unknown as TypedDocumentNode<ApproveDiscountMutation, ApproveDiscountMutationVariables>;
export const RefuseDiscountDocument = { kind: 'Document', definitions: [], documentId: 'sha256:30d8b5c7e3e2abcc4b2a55916723f4e070f16f0401364f69475d31d31016fb4e' } as unknown as TypedDocumentNode<RefuseDiscountMutation, RefuseDiscountMutationVariables>;
export const ChannelChoicesDocument = { kind: 'Document', definitions: [], documentId: 'sha256:5a411f0c59482f3c2da637bda78a9adc44fec8cb5ba7d112d4851b7813adbe9f' } as unknown as TypedDocumentNode<ChannelChoicesQuery, ChannelChoicesQueryVariables>;
export const DistributorChoicesDocument = { kind: 'Document', definitions: [], documentId: 'sha256:25da957e4f4c595768061eb482564ad9af94ef097285b28c2fd58e9bf2542feb' } as unknown as TypedDocumentNode<DistributorChoicesQuery, DistributorChoicesQueryVariables>;
export const DistributorNamesDocument = { kind: 'Document', definitions: [], documentId: 'sha256:ec7c78d07437d16b3f11be51387909d46459e51b95d4e7b4b5fc961fb4b7a7c3' } as unknown as TypedDocumentNode<DistributorNamesQuery, DistributorNamesQueryVariables>;
export const MonthChoicesDocument = { kind: 'Document', definitions: [], documentId: 'sha256:79bc6617556052ba061bed6e4a3f55248f8cb79212f9dce88cd2f802bb20123c' } as unknown as TypedDocumentNode<MonthChoicesQuery, MonthChoicesQueryVariables>;
export const PersonChoicesDocument = { kind: 'Document', definitions: [], documentId: 'sha256:ace59276cd4127c18fc7baf486c03664eec69a6aa3615bae92420bd910a77df1' } as unknown as TypedDocumentNode<PersonChoicesQuery, PersonChoicesQueryVariables>;
export const PersonNameDocument = { kind: 'Document', definitions: [], documentId: 'sha256:36d6e89df929c643cbd298c6d5f3b986783c0db8074fccc7b903d6c067aed536' } as unknown as TypedDocumentNode<PersonNameQuery, PersonNameQueryVariables>;
export const TaskByIdDocument = { kind: 'Document', definitions: [], documentId: 'sha256:899603d709f9e6c36584a46532bb37254caacd569d9f894a4c1b81f6158dd7cb' } as unknown as TypedDocumentNode<TaskByIdQuery, TaskByIdQueryVariables>;
export const TaskChangedDocument = { kind: 'Document', definitions: [], documentId: 'sha256:b5ad86192264096972df8e40b14e4ec12b0726e1f7d402f2e504123c89565564' } as unknown as TypedDocumentNode<TaskChangedSubscription, TaskChangedSubscriptionVariables>;
export const OpenTasksDocument = { kind: 'Document', definitions: [], documentId: 'sha256:6aa4662bc7b4c94842ad0966ae02fb70e3c03bd0671b613ef5c593590eb34c4e' } as unknown as TypedDocumentNode<OpenTasksQuery, OpenTasksQueryVariables>;
export const AuditListDocument = { kind: 'Document', definitions: [], documentId: 'sha256:865f76e073c1f90e7893da87a14597a81920124224e1ec9c828c38828510958f' } as unknown as TypedDocumentNode<AuditListQuery, AuditListQueryVariables>;
export const CockpitDocument = { kind: 'Document', definitions: [], documentId: 'sha256:672596e4e4f50465082886ef0d7094cdd48523d03a361759c901395ffa291d14' } as unknown as TypedDocumentNode<CockpitQuery, CockpitQueryVariables>;
export const CommissionListDocument = { kind: 'Document', definitions: [], documentId: 'sha256:c60959e63a0bb3d595bfb597c5fafbcdbc9f93408e57a6e6a63240767096b1e4' } as unknown as TypedDocumentNode<CommissionListQuery, CommissionListQueryVariables>;
export const CommissionPlansDocument = { kind: 'Document', definitions: [], documentId: 'sha256:4231c8cb8a10cc630feda85b312f5049027f073f943a3a727d2b6d56c66b4186' } as unknown as TypedDocumentNode<CommissionPlansQuery, CommissionPlansQueryVariables>;
export const PlanDraftListDocument = { kind: 'Document', definitions: [], documentId: 'sha256:5540e369879c1b6d8e8e0d4ec13e218fa7433632540808b12e1d33190240b6d4' } as unknown as TypedDocumentNode<PlanDraftListQuery, PlanDraftListQueryVariables>;
export const PlanDraftPageDocument = { kind: 'Document', definitions: [], documentId: 'sha256:3be214f8685f536c77e48b2432f0407022aed014aa1f4bf98a6dd243fbba7d03' } as unknown as TypedDocumentNode<PlanDraftPageQuery, PlanDraftPageQueryVariables>;
export const SavePlanDraftDocument = { kind: 'Document', definitions: [], documentId: 'sha256:7cca610ebad82790dbf9569d28660934633a5d46b9a74d0f2b8266febc472fbc' } as unknown as TypedDocumentNode<SavePlanDraftMutation, SavePlanDraftMutationVariables>;
export const SubmitPlanDraftDocument = { kind: 'Document', definitions: [], documentId: 'sha256:e860d62a4f030b6db5dcfc430d0e0c06829012a69d0334b218b7f3653eea05da' } as unknown as TypedDocumentNode<SubmitPlanDraftMutation, SubmitPlanDraftMutationVariables>;
export const ReturnPlanDraftDocument = { kind: 'Document', definitions: [], documentId: 'sha256:d064a531cb630edf635dfc19bb3f03c306a2ad65c81e485562e16dde4c371216' } as unknown as TypedDocumentNode<ReturnPlanDraftMutation, ReturnPlanDraftMutationVariables>;
export const ApprovePlanDraftDocument = { kind: 'Document', definitions: [], documentId: 'sha256:f73a83f6334f7f2c008d593cdc99493bfe207f58fcdda2afece7eb40d09f7e16' } as unknown as TypedDocumentNode<ApprovePlanDraftMutation, ApprovePlanDraftMutationVariables>;
export const DropPlanDraftDocument = { kind: 'Document', definitions: [], documentId: 'sha256:9bef54a175a7d1eab87c7fdd88f2aad6f5314b294233e220e9afcc0e724b68ef' } as unknown as TypedDocumentNode<DropPlanDraftMutation, DropPlanDraftMutationVariables>;
export const SimulatePlanDocument = { kind: 'Document', definitions: [], documentId: 'sha256:63abe330b5c647f2bf8a95403acde2464bb756e85893a4c42d5537049ff71dc2' } as unknown as TypedDocumentNode<SimulatePlanMutation, SimulatePlanMutationVariables>;
export const DistributorRootsDocument = { kind: 'Document', definitions: [], documentId: 'sha256:59c00842dc5627cb6479f5466b7b36ae7286d4b418f9cfc4ffca644e805cd71e' } as unknown as TypedDocumentNode<DistributorRootsQuery, DistributorRootsQueryVariables>;
export const DistributorChildrenDocument = { kind: 'Document', definitions: [], documentId: 'sha256:38f066401e30fa7345fee3f3d807df8de277b8cb1c7d9a8ab9f3364cee4377e2' } as unknown as TypedDocumentNode<DistributorChildrenQuery, DistributorChildrenQueryVariables>;
export const DistributorSearchDocument = { kind: 'Document', definitions: [], documentId: 'sha256:f783f9ed11715cab2ef4da5654fb35588f62762c278e24f96d302b7ae1ad966b' } as unknown as TypedDocumentNode<DistributorSearchQuery, DistributorSearchQueryVariables>;
export const DistributorListDocument = { kind: 'Document', definitions: [], documentId: 'sha256:6ff4e7305f727d28375be0b506590e63669213e38d251a78f29ba143f91a5b62' } as unknown as TypedDocumentNode<DistributorListQuery, DistributorListQueryVariables>;
export const DistributorPageDocument = { kind: 'Document', definitions: [], documentId: 'sha256:3c8f0a3a34ffbce9e796d9409875896a18539ce46ee17d1328f139b78166d633' } as unknown as TypedDocumentNode<DistributorPageQuery, DistributorPageQueryVariables>;
export const DistributorMoneyDocument = { kind: 'Document', definitions: [], documentId: 'sha256:a5ab65aab2d6345723612fa0f5a92ce71f03e5b3920676b0b4768c1759b118ec' } as unknown as TypedDocumentNode<DistributorMoneyQuery, DistributorMoneyQueryVariables>;
export const AssignableDocument = { kind: 'Document', definitions: [], documentId: 'sha256:66adf075eb4f1cb61a9c69a83fce2daf4c043bceb7d0d16a698d9225d28767aa' } as unknown as TypedDocumentNode<AssignableQuery, AssignableQueryVariables>;
export const AssignDistributorDocument = { kind: 'Document', definitions: [], documentId: 'sha256:36d835f402eea7e97efd1d266fbe9384c3840fd2a1a4f92042bc9e079f3c0a2a' } as unknown as TypedDocumentNode<AssignDistributorMutation, AssignDistributorMutationVariables>;
export const UnassignDistributorDocument = { kind: 'Document', definitions: [], documentId: 'sha256:bbc7740a1bad0b12a0b0892c38d62c923342c5309e6cc8ab05aec78140257c15' } as unknown as TypedDocumentNode<UnassignDistributorMutation, UnassignDistributorMutationVariables>;
export const OnlookersDocument = { kind: 'Document', definitions: [], documentId: 'sha256:1f8d56373a102425ecd906067167a5bee93f2617c566fbba3bb7ae8cebb25bd9' } as unknown as TypedDocumentNode<OnlookersQuery, OnlookersQueryVariables>;
export const ImportRunListDocument = { kind: 'Document', definitions: [], documentId: 'sha256:bf2e9322d6278b5afe2e77a92ac70bf61363c6497f85d86512a571b0630dca78' } as unknown as TypedDocumentNode<ImportRunListQuery, ImportRunListQueryVariables>;
export const ImportRunPageDocument = { kind: 'Document', definitions: [], documentId: 'sha256:ccc3d374d3f280950a955cfbf8fc4f02ac88112c912d12c8865ff11fad2bd9a7' } as unknown as TypedDocumentNode<ImportRunPageQuery, ImportRunPageQueryVariables>;
export const ImportRunChangedDocument = { kind: 'Document', definitions: [], documentId: 'sha256:66c722623c5873715d44b85e5521a8b2904f2735bc2a3518115ff5edc1f0f3f2' } as unknown as TypedDocumentNode<ImportRunChangedSubscription, ImportRunChangedSubscriptionVariables>;
export const QuarantineListDocument = { kind: 'Document', definitions: [], documentId: 'sha256:e95f7731984a3c0fe9ae8318084723c1585cde35a20a4704c63e4f19ccd579d3' } as unknown as TypedDocumentNode<QuarantineListQuery, QuarantineListQueryVariables>;
export const PreviewImportDocument = { kind: 'Document', definitions: [], documentId: 'sha256:b05938656a0bd15e62894f36bba75c528531d22c69f91c6950c177004ce3fa9d' } as unknown as TypedDocumentNode<PreviewImportMutation, PreviewImportMutationVariables>;
export const ImportOrdersDocument = { kind: 'Document', definitions: [], documentId: 'sha256:7ac5c7db71e0bdb7c09885e1f7f80f1454d7996287f943a11d60c8a2b96b45ad' } as unknown as TypedDocumentNode<ImportOrdersMutation, ImportOrdersMutationVariables>;
export const CorrectRowDocument = { kind: 'Document', definitions: [], documentId: 'sha256:66bb7094e438d4f7532501a418054da6f5072effb3a3c531cfb9038ab13dca4f' } as unknown as TypedDocumentNode<CorrectRowMutation, CorrectRowMutationVariables>;
export const DismissRowsDocument = { kind: 'Document', definitions: [], documentId: 'sha256:e24faf3cdf329e20c052c397ad26f32b5937384ffc4d112a6332003cb1a20dd3' } as unknown as TypedDocumentNode<DismissRowsMutation, DismissRowsMutationVariables>;
export const OrderListDocument = { kind: 'Document', definitions: [], documentId: 'sha256:211cbed9f262a7029b033cef3e28640e67040b8deafa0ae057f7de3fa7d9805b' } as unknown as TypedDocumentNode<OrderListQuery, OrderListQueryVariables>;
export const OrderPageDocument = { kind: 'Document', definitions: [], documentId: 'sha256:1879324afdd48b26e8ace0521d3ca31069a2ff6bc7daf970e6fb95b439da6e20' } as unknown as TypedDocumentNode<OrderPageQuery, OrderPageQueryVariables>;
export const RecordShipmentDocument = { kind: 'Document', definitions: [], documentId: 'sha256:64d55a7ed95b57fca45ad9ad8c2652a49468875617d836ca181f75e7e9762a6d' } as unknown as TypedDocumentNode<RecordShipmentMutation, RecordShipmentMutationVariables>;
export const UpdateShipmentDocument = { kind: 'Document', definitions: [], documentId: 'sha256:41ba1d811f45ad9417a2130142633b68d752c5bdebae3f3e419f158d34a6b3d7' } as unknown as TypedDocumentNode<UpdateShipmentMutation, UpdateShipmentMutationVariables>;
export const ReplayOrderDocument = { kind: 'Document', definitions: [], documentId: 'sha256:abfcfe9e187368ca9a687ac2f491f9a52d35974036a9f7dcf3445a8b7471aa62' } as unknown as TypedDocumentNode<ReplayOrderMutation, ReplayOrderMutationVariables>;
export const PreviewReturnDocument = { kind: 'Document', definitions: [], documentId: 'sha256:cd03a7c6bc1a22904c710c8b25e7f71f694ce6b0c5554d2b012ba78e0f0050b8' } as unknown as TypedDocumentNode<PreviewReturnMutation, PreviewReturnMutationVariables>;
export const BookReturnDocument = { kind: 'Document', definitions: [], documentId: 'sha256:eff182fc7d3fe2993c950b73783c27c8063ae50144295116149459c346b184db' } as unknown as TypedDocumentNode<BookReturnMutation, BookReturnMutationVariables>;
export const CancelOrderDocument = { kind: 'Document', definitions: [], documentId: 'sha256:701b71a727f07139be4a567974f939600e3fe198afa2e0a9b901436680a10b78' } as unknown as TypedDocumentNode<CancelOrderMutation, CancelOrderMutationVariables>;
export const PayoutBatchListDocument = { kind: 'Document', definitions: [], documentId: 'sha256:823b45e50a39f306bceee5208c90fed326aa3e08c7ab81c8b3c1d0f7796f7dac' } as unknown as TypedDocumentNode<PayoutBatchListQuery, PayoutBatchListQueryVariables>;
export const PayoutBatchPageDocument = { kind: 'Document', definitions: [], documentId: 'sha256:0a8e84b1542e07272a8167cb1842d99264a8813b22fbc6087e8a501db6a5fcf8' } as unknown as TypedDocumentNode<PayoutBatchPageQuery, PayoutBatchPageQueryVariables>;
export const PayoutBatchChangedDocument = { kind: 'Document', definitions: [], documentId: 'sha256:79496c6b1d9cc50f243077fb8b4c272f3810ff0f8c046bb639ddfd0cd5c78b8b' } as unknown as TypedDocumentNode<PayoutBatchChangedSubscription, PayoutBatchChangedSubscriptionVariables>;
export const PayoutItemsDocument = { kind: 'Document', definitions: [], documentId: 'sha256:9b498aa7ac3eb2cdc5c45ed12633816a3229538364d12e37c098521b4f7aea8b' } as unknown as TypedDocumentNode<PayoutItemsQuery, PayoutItemsQueryVariables>;
export const PayoutCurrenciesDocument = { kind: 'Document', definitions: [], documentId: 'sha256:7da554e0a9ac3a24bef629d8dc90f4d62aba311d3aac4909caa296cc6122a195' } as unknown as TypedDocumentNode<PayoutCurrenciesQuery, PayoutCurrenciesQueryVariables>;
export const PreviewPayoutDocument = { kind: 'Document', definitions: [], documentId: 'sha256:92d98ad5b417ddbb74cf89a3c7c32b4f55c37ebdfabc3fe985e7f1450756c897' } as unknown as TypedDocumentNode<PreviewPayoutMutation, PreviewPayoutMutationVariables>;
export const PreparePayoutBatchDocument = { kind: 'Document', definitions: [], documentId: 'sha256:a1570131d55e0e728d63ddbc2ba911d3e586920aaf6184e16618745113e2809a' } as unknown as TypedDocumentNode<PreparePayoutBatchMutation, PreparePayoutBatchMutationVariables>;
export const SubmitPayoutBatchDocument = { kind: 'Document', definitions: [], documentId: 'sha256:660840bdf88bb0a43ccd42a3b624d7ceee4a78625186dd97e4671b66dc39f5e3' } as unknown as TypedDocumentNode<SubmitPayoutBatchMutation, SubmitPayoutBatchMutationVariables>;
export const ReleasePayoutBatchDocument = { kind: 'Document', definitions: [], documentId: 'sha256:c7d183a8fa05f21224b7162b060966c01bb77c0129d39f8f8e90e7e3c20aca5a' } as unknown as TypedDocumentNode<ReleasePayoutBatchMutation, ReleasePayoutBatchMutationVariables>;
export const CancelPayoutBatchDocument = { kind: 'Document', definitions: [], documentId: 'sha256:8af20336fdfddcce88fa0e69ff9790c826b0557470ded54875b0f88cfbb56709' } as unknown as TypedDocumentNode<CancelPayoutBatchMutation, CancelPayoutBatchMutationVariables>;
export const ProfileDocument = { kind: 'Document', definitions: [], documentId: 'sha256:5ebde38c0204c5f5e780c628269d7bdf1b72812acc6fc306a23a095bd54eede6' } as unknown as TypedDocumentNode<ProfileQuery, ProfileQueryVariables>;
export const ProgramListDocument = { kind: 'Document', definitions: [], documentId: 'sha256:105a9656bee8e536a52bc4e76c015c6e966a61ba29324a9d5678346660b75ba0' } as unknown as TypedDocumentNode<ProgramListQuery, ProgramListQueryVariables>;
export const CreateProgramDocument = { kind: 'Document', definitions: [], documentId: 'sha256:5393aaec0844889a3ce79ca57a00329119e83bc96b965c086ae6c1bce391b9a8' } as unknown as TypedDocumentNode<CreateProgramMutation, CreateProgramMutationVariables>;
export const RotateProgramSecretDocument = { kind: 'Document', definitions: [], documentId: 'sha256:4d6fa1a5df7bbe60bebb5bb0df1745a3fa926186936a78c5125d9173c8f13c0a' } as unknown as TypedDocumentNode<RotateProgramSecretMutation, RotateProgramSecretMutationVariables>;
export const DisableProgramDocument = { kind: 'Document', definitions: [], documentId: 'sha256:cf60411ee4bd256cd61acfd5e8d40d59fc84f2bc05a2ba761d80c8219933e649' } as unknown as TypedDocumentNode<DisableProgramMutation, DisableProgramMutationVariables>;
export const OfferListDocument = { kind: 'Document', definitions: [], documentId: 'sha256:ab238e0087ac8c006d729c1651e44d1c2a69938da285448b226e645c7f254d7a' } as unknown as TypedDocumentNode<OfferListQuery, OfferListQueryVariables>;
export const OfferDraftListDocument = { kind: 'Document', definitions: [], documentId: 'sha256:2f06f738e138606808f4d351b7d8bc8e9ffc743fbf68f7cecde4c1ed353bf2cc' } as unknown as TypedDocumentNode<OfferDraftListQuery, OfferDraftListQueryVariables>;
export const OfferVersionsDocument = { kind: 'Document', definitions: [], documentId: 'sha256:2eb0ae3342fa3ebfb9606fddc4faf04679d510a35f6482fdfc2dd37c2879ef7f' } as unknown as TypedDocumentNode<OfferVersionsQuery, OfferVersionsQueryVariables>;
export const SaveOfferDraftDocument = { kind: 'Document', definitions: [], documentId: 'sha256:10d078fd44dde85cd50af6707627bc93156811e9addea46a02e503b41ea261a9' } as unknown as TypedDocumentNode<SaveOfferDraftMutation, SaveOfferDraftMutationVariables>;
export const DropOfferDraftDocument = { kind: 'Document', definitions: [], documentId: 'sha256:37e2365969e558c3a36179093cbe6a20a1e656d8e7a98fa3ae7c6728fca9eb16' } as unknown as TypedDocumentNode<DropOfferDraftMutation, DropOfferDraftMutationVariables>;
export const ActivateOfferDocument = { kind: 'Document', definitions: [], documentId: 'sha256:5056996c236f72905067c9d6cab11deb3bd4c3c2a6372992681f520c7abf43e5' } as unknown as TypedDocumentNode<ActivateOfferMutation, ActivateOfferMutationVariables>;
export const EndOfferDocument = { kind: 'Document', definitions: [], documentId: 'sha256:98549dcd116984d203935ebf08173f9e00d98625d281c8963463cc025ce8f522' } as unknown as TypedDocumentNode<EndOfferMutation, EndOfferMutationVariables>;
export const PreviewOfferDocument = { kind: 'Document', definitions: [], documentId: 'sha256:90b47e09f358afaaa61e2caa610a687c838f92a0cc1b59ab5a42b41eca40852d' } as unknown as TypedDocumentNode<PreviewOfferMutation, PreviewOfferMutationVariables>;
export const CouponListDocument = { kind: 'Document', definitions: [], documentId: 'sha256:7cf29f69f535d45cf6637fd1a8591cc4a965f48a59ed2b0e3e9fd96806ebcdb4' } as unknown as TypedDocumentNode<CouponListQuery, CouponListQueryVariables>;
export const AddCouponsDocument = { kind: 'Document', definitions: [], documentId: 'sha256:cc55cdb79b3fdc0967a1cbeba3ca29534ca61307f58d73fa5ad2c701af08d287' } as unknown as TypedDocumentNode<AddCouponsMutation, AddCouponsMutationVariables>;
export const DiscountListDocument = { kind: 'Document', definitions: [], documentId: 'sha256:a417bab166b5c2251692554d0d1bcbd7cc3471d5c4f5bf32d01fcfc9ca951ab6' } as unknown as TypedDocumentNode<DiscountListQuery, DiscountListQueryVariables>;
export const IdentityProviderListDocument = { kind: 'Document', definitions: [], documentId: 'sha256:5eabbcf22e3ac3b9c3ec438b44726ca2c0d82e5a8943a935e0045d2c7ce05507' } as unknown as TypedDocumentNode<IdentityProviderListQuery, IdentityProviderListQueryVariables>;
export const AddIdentityProviderDocument = { kind: 'Document', definitions: [], documentId: 'sha256:41973c49d520bfaed7e6a7929f561eab07bca6db5236d64dfc85bebf9e9dd22b' } as unknown as TypedDocumentNode<AddIdentityProviderMutation, AddIdentityProviderMutationVariables>;
export const ChangeIdentityProviderDocument = { kind: 'Document', definitions: [], documentId: 'sha256:b1db80b66c6682b2be56943a7f074fe545d128e08992fc83879d4d6680867e1b' } as unknown as TypedDocumentNode<ChangeIdentityProviderMutation, ChangeIdentityProviderMutationVariables>;
export const RenewIdentityProviderSecretDocument = { kind: 'Document', definitions: [], documentId: 'sha256:69f2003929a3ac4adf02bce99174379709c4c6207a8183cc3f504b59c185b80f' } as unknown as TypedDocumentNode<RenewIdentityProviderSecretMutation, RenewIdentityProviderSecretMutationVariables>;
export const SwitchIdentityProviderDocument = { kind: 'Document', definitions: [], documentId: 'sha256:38bdbc529fe34427d2878debeb8b225cefc25f432f2a8aaac867544e9cb73655' } as unknown as TypedDocumentNode<SwitchIdentityProviderMutation, SwitchIdentityProviderMutationVariables>;
export const TestIdentityProviderDocument = { kind: 'Document', definitions: [], documentId: 'sha256:c82add1a74aa89b89505b17d30d3308da6e773b1c6256edce86cc990dcabace3' } as unknown as TypedDocumentNode<TestIdentityProviderMutation, TestIdentityProviderMutationVariables>;
export const RebateClaimListDocument = { kind: 'Document', definitions: [], documentId: 'sha256:205f88e10bc39fce499943f02d092db98c3b0f411b4bb92b5abdfa51fdc26c92' } as unknown as TypedDocumentNode<RebateClaimListQuery, RebateClaimListQueryVariables>;
export const RebateClaimPageDocument = { kind: 'Document', definitions: [], documentId: 'sha256:2007dec8e501ae809cfdf7f289f81cc054e5473b17885d5aa0fbe0e2f6bcb16d' } as unknown as TypedDocumentNode<RebateClaimPageQuery, RebateClaimPageQueryVariables>;
export const RebateClaimSettingsDocument = { kind: 'Document', definitions: [], documentId: 'sha256:c6858903342194efb7f7d6aae6a8d361e2b846c9cea24475fe768e6522e933b7' } as unknown as TypedDocumentNode<RebateClaimSettingsQuery, RebateClaimSettingsQueryVariables>;
export const ApproveRebateClaimDocument = { kind: 'Document', definitions: [], documentId: 'sha256:81d4c73d5e509ca52ca9e4c395b60f4c8015e944439a09621243d7b66ec7ae7a' } as unknown as TypedDocumentNode<ApproveRebateClaimMutation, ApproveRebateClaimMutationVariables>;
export const RejectRebateClaimDocument = { kind: 'Document', definitions: [], documentId: 'sha256:d936410eea5f10233ef322561cd05a2f8c7f86786bbf1247cc747fd713818194' } as unknown as TypedDocumentNode<RejectRebateClaimMutation, RejectRebateClaimMutationVariables>;
export const SetRebateClaimStepsDocument = { kind: 'Document', definitions: [], documentId: 'sha256:d41930ede386a41d331e5984ddd26dd5e79c70aa1e776ba87621845f2cd7f2d6' } as unknown as TypedDocumentNode<SetRebateClaimStepsMutation, SetRebateClaimStepsMutationVariables>;
export const DelegateRebateClaimsDocument = { kind: 'Document', definitions: [], documentId: 'sha256:e8cdd99521a8c6581f8dd9b4484c235a8f4eb6e9ccbb253a5b00593112df4309' } as unknown as TypedDocumentNode<DelegateRebateClaimsMutation, DelegateRebateClaimsMutationVariables>;
export const EndRebateDelegationDocument = { kind: 'Document', definitions: [], documentId: 'sha256:464e957292689113d3acbc50023659eecd16d70d7a3bd3a93c84acc9c2dd0991' } as unknown as TypedDocumentNode<EndRebateDelegationMutation, EndRebateDelegationMutationVariables>;
export const RebateListDocument = { kind: 'Document', definitions: [], documentId: 'sha256:6652d54dad61f8f39879387ea175c359367bf412d1890036bef5fa4c50865011' } as unknown as TypedDocumentNode<RebateListQuery, RebateListQueryVariables>;
export const RebatePageDocument = { kind: 'Document', definitions: [], documentId: 'sha256:c2c37214eccfeec031e79a40a2c34c42cf1162aded1ab2b7d183a07efbd2ce62' } as unknown as TypedDocumentNode<RebatePageQuery, RebatePageQueryVariables>;
export const RebatePlansDocument = { kind: 'Document', definitions: [], documentId: 'sha256:8357059a090b1493e7fd9ee53a46bede3fc4bb8f958e03f06c19f57aabec0fd8' } as unknown as TypedDocumentNode<RebatePlansQuery, RebatePlansQueryVariables>;
export const UndoRebateUseDocument = { kind: 'Document', definitions: [], documentId: 'sha256:d465086b9b85be3165e944f426818803939aa4596d0c49ec0aa459f5b5bf691f' } as unknown as TypedDocumentNode<UndoRebateUseMutation, UndoRebateUseMutationVariables>;
export const GiveRebateInCashDocument = { kind: 'Document', definitions: [], documentId: 'sha256:fbba64d5b65a4ea8de72365e122b161fa81b89d3967bff9d81615e23eab5ed1b' } as unknown as TypedDocumentNode<GiveRebateInCashMutation, GiveRebateInCashMutationVariables>;
export const ReceiptListDocument = { kind: 'Document', definitions: [], documentId: 'sha256:6e9332a8724f043472eca39a110ebfbbde2da400d58aa830da6225393b7ec23a' } as unknown as TypedDocumentNode<ReceiptListQuery, ReceiptListQueryVariables>;
export const ReceiptDetailDocument = { kind: 'Document', definitions: [], documentId: 'sha256:39ea6e19b300e99197e8b0195545c55fa71a5724b7d2b725b2def2f33756ce49' } as unknown as TypedDocumentNode<ReceiptDetailQuery, ReceiptDetailQueryVariables>;
export const RefundReceiptDocument = { kind: 'Document', definitions: [], documentId: 'sha256:83cbd30038913c07d2b36e6c874a6fcb181e3f39cd5121a74021ae69a4da9633' } as unknown as TypedDocumentNode<RefundReceiptMutation, RefundReceiptMutationVariables>;
export const ReceivableListDocument = { kind: 'Document', definitions: [], documentId: 'sha256:0b4acfaa186b063b6ae18c80c1a8853ea519f33f874d8b9d261ee29460144a30' } as unknown as TypedDocumentNode<ReceivableListQuery, ReceivableListQueryVariables>;
export const TodayDocument = { kind: 'Document', definitions: [], documentId: 'sha256:d080a5f9c859e67fc5ef2a29409c4a210f74dbc34c1fa21e659e9da74a0a5e3f' } as unknown as TypedDocumentNode<TodayQuery, TodayQueryVariables>;
export const CreateLinkDocument = { kind: 'Document', definitions: [], documentId: 'sha256:63c54c3e66e1f86d464df3808c8168ee9e34db78a97e3806781ef687faf50366' } as unknown as TypedDocumentNode<CreateLinkMutation, CreateLinkMutationVariables>;
export const SettlementRunsDocument = { kind: 'Document', definitions: [], documentId: 'sha256:2ca8c2ceb56b0e2fea1d976b75dae197b649afced340e9960952f987d1288282' } as unknown as TypedDocumentNode<SettlementRunsQuery, SettlementRunsQueryVariables>;
export const PreviewCalendarDocument = { kind: 'Document', definitions: [], documentId: 'sha256:934ae3a85297588c6bf8a51a0b2c781e8c2d9b74a76576fd8164c1f5ddf3aeeb' } as unknown as TypedDocumentNode<PreviewCalendarMutation, PreviewCalendarMutationVariables>;
export const BrandCycleDocument = { kind: 'Document', definitions: [], documentId: 'sha256:dbffb49217afe9f831bc6c27df41d3a20292ac98eba04049b68f0fd8dc33ffb0' } as unknown as TypedDocumentNode<BrandCycleQuery, BrandCycleQueryVariables>;
export const SetSettlementCycleDocument = { kind: 'Document', definitions: [], documentId: 'sha256:a3717e668281e392656cb4aa5fe3752ddd2a40de9ca44b93216e5acc4be3c0e3' } as unknown as TypedDocumentNode<SetSettlementCycleMutation, SetSettlementCycleMutationVariables>;
export const SettlementReadinessDocument = { kind: 'Document', definitions: [], documentId: 'sha256:7864c311005358dfec433fbf06e8e4becbe87fce1340d55c832b8335bad4ef02' } as unknown as TypedDocumentNode<SettlementReadinessQuery, SettlementReadinessQueryVariables>;
export const PreviewMonthDocument = { kind: 'Document', definitions: [], documentId: 'sha256:2a4fd09f3abcb601489bc25758c3cf1282f488171c87449f450e139d0d44bc8b' } as unknown as TypedDocumentNode<PreviewMonthMutation, PreviewMonthMutationVariables>;
export const CloseMonthDocument = { kind: 'Document', definitions: [], documentId: 'sha256:8e1836714237a5de4c34744bef4371d12d87855a15757bf771f1b5be062c0bc0' } as unknown as TypedDocumentNode<CloseMonthMutation, CloseMonthMutationVariables>;
export const StatementListDocument = { kind: 'Document', definitions: [], documentId: 'sha256:a1f13d550bd35266c8e3af41628562d044382a22968825a37dffa3f4d8e2c4a4' } as unknown as TypedDocumentNode<StatementListQuery, StatementListQueryVariables>;
export const DisputeListDocument = { kind: 'Document', definitions: [], documentId: 'sha256:2b57f39a11d56f1d542ab99bded06a1db5d9cc670624f89f39d170a72a52dc0d' } as unknown as TypedDocumentNode<DisputeListQuery, DisputeListQueryVariables>;
export const StatementPageDocument = { kind: 'Document', definitions: [], documentId: 'sha256:b3ed824dbdab6d54b2b9d17062715054863a35d830838304e310610d49108bb2' } as unknown as TypedDocumentNode<StatementPageQuery, StatementPageQueryVariables>;
export const LaterBookingsDocument = { kind: 'Document', definitions: [], documentId: 'sha256:39aa353c7f79b805803d340f7461d23a4214609c3b9e2d11c20faaf4ca4ff472' } as unknown as TypedDocumentNode<LaterBookingsQuery, LaterBookingsQueryVariables>;
export const StatementLinesDocument = { kind: 'Document', definitions: [], documentId: 'sha256:afb9eac8d388cb2f5c3b17405f88812e62d475b730300aa2f7594430513e4bc9' } as unknown as TypedDocumentNode<StatementLinesQuery, StatementLinesQueryVariables>;
export const StatementCommissionDocument = { kind: 'Document', definitions: [], documentId: 'sha256:f238ba65c4db5c7f64318beaac953cc8eaed14073d6f35d5676c4c8de4385563' } as unknown as TypedDocumentNode<StatementCommissionQuery, StatementCommissionQueryVariables>;
export const AnswerDisputeDocument = { kind: 'Document', definitions: [], documentId: 'sha256:bd2c0eac8d34af92ec4e2d975bd0c27319854a67a58c04a4637d168b963df54b' } as unknown as TypedDocumentNode<AnswerDisputeMutation, AnswerDisputeMutationVariables>;
export const CorrectStatementDocument = { kind: 'Document', definitions: [], documentId: 'sha256:4bdb1fe7581a1288d449bd9f4ffad6511e41bc23964ad9df10e640c2707089b8' } as unknown as TypedDocumentNode<CorrectStatementMutation, CorrectStatementMutationVariables>;
export const BrandAnswerTermsDocument = { kind: 'Document', definitions: [], documentId: 'sha256:5b8fdef2af2363712fb983c86489e884586064125d18ab050e3201be00fab416' } as unknown as TypedDocumentNode<BrandAnswerTermsQuery, BrandAnswerTermsQueryVariables>;
export const SetStatementTermsDocument = { kind: 'Document', definitions: [], documentId: 'sha256:900b256e7686d254e6e0682da5b1aaa5ab373fd310662173a9f91b07e8741698' } as unknown as TypedDocumentNode<SetStatementTermsMutation, SetStatementTermsMutationVariables>;
export const SendStatementDocument = { kind: 'Document', definitions: [], documentId: 'sha256:f3fef9a4023ebf71f0ab6e6052ab53232653618054b9cf5c876974ab59847d86' } as unknown as TypedDocumentNode<SendStatementMutation, SendStatementMutationVariables>;
export const BrandMailingDocument = { kind: 'Document', definitions: [], documentId: 'sha256:30abd6a4b226985d6c80d4e20aff67b4dbe46dc134bcefa13a8f1a77bb65f448' } as unknown as TypedDocumentNode<BrandMailingQuery, BrandMailingQueryVariables>;
export const SetStatementMailingDocument = { kind: 'Document', definitions: [], documentId: 'sha256:9dac061af0d713bd0632dd3229fd741e57aa2dec53b9e3ee4e59b3a1c7d13636' } as unknown as TypedDocumentNode<SetStatementMailingMutation, SetStatementMailingMutationVariables>;
export const TaskListDocument = { kind: 'Document', definitions: [], documentId: 'sha256:2d5379c7ddf865c11acc9dae5680a6555918be3b25120b1fbc851ad53c2c4cca' } as unknown as TypedDocumentNode<TaskListQuery, TaskListQueryVariables>;
export const WebhookEndpointListDocument = { kind: 'Document', definitions: [], documentId: 'sha256:bd0084ef8dc9652570b65ffaed47ed01bc04bca23fbb4b49962cd426d2f67b6e' } as unknown as TypedDocumentNode<WebhookEndpointListQuery, WebhookEndpointListQueryVariables>;
export const WebhookDeliveryListDocument = { kind: 'Document', definitions: [], documentId: 'sha256:6577f1221ac4361443d9bc9a75a9d1f9ffc5a93aa891073378acf58e2ef45b8c' } as unknown as TypedDocumentNode<WebhookDeliveryListQuery, WebhookDeliveryListQueryVariables>;
export const WebhookDeliveryDetailDocument = { kind: 'Document', definitions: [], documentId: 'sha256:121ee0a758daefaa83b7b6783618c698c206a40d7904eadcff5f22ed57bc4af6' } as unknown as TypedDocumentNode<WebhookDeliveryDetailQuery, WebhookDeliveryDetailQueryVariables>;
export const CreateWebhookEndpointDocument = { kind: 'Document', definitions: [], documentId: 'sha256:976e8351ad553ece9de427e74b2e317b94f1d2435b41e6e1db6322ffcf2a3ad3' } as unknown as TypedDocumentNode<CreateWebhookEndpointMutation, CreateWebhookEndpointMutationVariables>;
export const UpdateWebhookEndpointDocument = { kind: 'Document', definitions: [], documentId: 'sha256:d31f72b16e9e5ed7d1ccff4516afc09353fa9ebd109727584a972f810579903c' } as unknown as TypedDocumentNode<UpdateWebhookEndpointMutation, UpdateWebhookEndpointMutationVariables>;
export const RotateWebhookSecretDocument = { kind: 'Document', definitions: [], documentId: 'sha256:84d1f4eadcf78252bdcd0448a7f567ca8737cfa3b25d27a40fecb230cda75662' } as unknown as TypedDocumentNode<RotateWebhookSecretMutation, RotateWebhookSecretMutationVariables>;
export const DeleteWebhookEndpointDocument = { kind: 'Document', definitions: [], documentId: 'sha256:3c0e37cb8d1304d25c9774c28583be35392b79a666d0ffdb9d0cabf60707c661' } as unknown as TypedDocumentNode<DeleteWebhookEndpointMutation, DeleteWebhookEndpointMutationVariables>;
export const SendTestWebhookDocument = { kind: 'Document', definitions: [], documentId: 'sha256:37ba23396ea48f69ddc65e2ac2e55a9b71918a7f904e5ad2b17f805eefea4356' } as unknown as TypedDocumentNode<SendTestWebhookMutation, SendTestWebhookMutationVariables>;
export const ReplayWebhookDeliveryDocument = { kind: 'Document', definitions: [], documentId: 'sha256:8c7c6e0a44d174a6505682a0ce8eedf240830f9b2dca652998bf36b48f2db24c' } as unknown as TypedDocumentNode<ReplayWebhookDeliveryMutation, ReplayWebhookDeliveryMutationVariables>;
export const ReplayFailedWebhooksDocument = { kind: 'Document', definitions: [], documentId: 'sha256:0eebe9de50d086fef30b0626fd583c24db70ac047073f62ff58f0d1b6c8770ac' } as unknown as TypedDocumentNode<ReplayFailedWebhooksMutation, ReplayFailedWebhooksMutationVariables>;
export const MyRebateToClaimDocument = { kind: 'Document', definitions: [], documentId: 'sha256:47497a56034eb7832cf2f118453786fb47a2b06f77f5f53db8524fa1059a9f60' } as unknown as TypedDocumentNode<MyRebateToClaimQuery, MyRebateToClaimQueryVariables>;
export const MyRebateClaimsDocument = { kind: 'Document', definitions: [], documentId: 'sha256:3af8e137427bd7c86fffc08b551103b9f5ccd0ae54b1882bff05dbfc4b0f9a15' } as unknown as TypedDocumentNode<MyRebateClaimsQuery, MyRebateClaimsQueryVariables>;
export const MyRebateClaimDocument = { kind: 'Document', definitions: [], documentId: 'sha256:60f60e8a99e22be56af1540115eaf9619aadb6353ac5c62622b23e5928a5db75' } as unknown as TypedDocumentNode<MyRebateClaimQuery, MyRebateClaimQueryVariables>;
export const ClaimMyRebateDocument = { kind: 'Document', definitions: [], documentId: 'sha256:96e139c412b148263605f9f2cee42232812cadaeb52523e128ca146df2089593' } as unknown as TypedDocumentNode<ClaimMyRebateMutation, ClaimMyRebateMutationVariables>;
export const WithdrawMyClaimDocument = { kind: 'Document', definitions: [], documentId: 'sha256:d1b7441dd17df3b28d669eba91b3455189528668ee98f03c0ae30117e31b17ed' } as unknown as TypedDocumentNode<WithdrawMyClaimMutation, WithdrawMyClaimMutationVariables>;
export const HandInMyClaimDocument = { kind: 'Document', definitions: [], documentId: 'sha256:7e481d272a71868513aca3fef438df0197e62944eba2a94847bde7eeb8e08e60' } as unknown as TypedDocumentNode<HandInMyClaimMutation, HandInMyClaimMutationVariables>;
export const MyEarningsDocument = { kind: 'Document', definitions: [], documentId: 'sha256:bb3ef93d9e347aa2fbed847326baeeba4acb34a7797897ef6003d743b97a51ee' } as unknown as TypedDocumentNode<MyEarningsQuery, MyEarningsQueryVariables>;
export const MyCommissionDocument = { kind: 'Document', definitions: [], documentId: 'sha256:5bf1389017df7efaba0345efdcd62a1287dd056ae0f18e02786ea71309344245' } as unknown as TypedDocumentNode<MyCommissionQuery, MyCommissionQueryVariables>;
export const MyPayoutsDocument = { kind: 'Document', definitions: [], documentId: 'sha256:d8466f7571829ac6b22a37a99ad557e4f974c55ec1c0275ef63461ed76b41b3c' } as unknown as TypedDocumentNode<MyPayoutsQuery, MyPayoutsQueryVariables>;
export const MyRebatesDocument = { kind: 'Document', definitions: [], documentId: 'sha256:0af904b8cd1212778f27c04f93ba218b8958febeb8f5b3156110dd1513adeadf' } as unknown as TypedDocumentNode<MyRebatesQuery, MyRebatesQueryVariables>;
export const MyRebateDocument = { kind: 'Document', definitions: [], documentId: 'sha256:cfe6a69d2cac0fed8d1abcacc5304585d9b189f988d295fd4158f6eacad702e8' } as unknown as TypedDocumentNode<MyRebateQuery, MyRebateQueryVariables>;
export const MyRebateLinesDocument = { kind: 'Document', definitions: [], documentId: 'sha256:f107caaa42008df161c01da51abb4b32c612c8b78b39039f9539380fb6018e08' } as unknown as TypedDocumentNode<MyRebateLinesQuery, MyRebateLinesQueryVariables>;
export const EstimateMyCommissionDocument = { kind: 'Document', definitions: [], documentId: 'sha256:10bc48cbd6de680e8499d08ed7d61d7afd3fcd1b52d5edb63505c975bbf615c0' } as unknown as TypedDocumentNode<EstimateMyCommissionMutation, EstimateMyCommissionMutationVariables>;
export const EstimateMyRebateDocument = { kind: 'Document', definitions: [], documentId: 'sha256:c60e0f2bf9942eb7bf485ad03bbd8cc381f043ae7f8826433ee0992421e5be3a' } as unknown as TypedDocumentNode<EstimateMyRebateMutation, EstimateMyRebateMutationVariables>;
export const MyHomeDocument = { kind: 'Document', definitions: [], documentId: 'sha256:f3512eaa5049074c07c0d7b929fdf5c89aecf6e63c432dfe44bacaae7ec5e650' } as unknown as TypedDocumentNode<MyHomeQuery, MyHomeQueryVariables>;
export const MyHomeChangedDocument = { kind: 'Document', definitions: [], documentId: 'sha256:d5fd7e3d9d9e65c9e18e1e01a488dd7522787b13119a2e55a43287e7f61057c8' } as unknown as TypedDocumentNode<MyHomeChangedSubscription, MyHomeChangedSubscriptionVariables>;
export const MyNetworkDocument = { kind: 'Document', definitions: [], documentId: 'sha256:a326af26c989e448d84c1b1226eae021376d2613cea52408de3f9f457e3e2c70' } as unknown as TypedDocumentNode<MyNetworkQuery, MyNetworkQueryVariables>;
export const MyPlaceDocument = { kind: 'Document', definitions: [], documentId: 'sha256:19f1e46ce2c095fbb8eb89579f5e19b5685a91f83e1dbda70db3b966df954fc1' } as unknown as TypedDocumentNode<MyPlaceQuery, MyPlaceQueryVariables>;
export const MyMemberDocument = { kind: 'Document', definitions: [], documentId: 'sha256:ab57f42094f5950e016c8f43b08b66814e60d71872b3623012e9096e7c23261e' } as unknown as TypedDocumentNode<MyMemberQuery, MyMemberQueryVariables>;
export const MyOrdersDocument = { kind: 'Document', definitions: [], documentId: 'sha256:4777d8239030a33d27dd97f6b806c6f205e51788df05036365585a7cdb679454' } as unknown as TypedDocumentNode<MyOrdersQuery, MyOrdersQueryVariables>;
export const MyOrderDocument = { kind: 'Document', definitions: [], documentId: 'sha256:ca12d56e17b8cb0b066e9c23e0924c47ee54949a34de72aa3d2c2314267ea30f' } as unknown as TypedDocumentNode<MyOrderQuery, MyOrderQueryVariables>;
export const MyOpenItemsDocument = { kind: 'Document', definitions: [], documentId: 'sha256:fd1638c2c06dd9fd3ca441655ea209339c9d85adacb9c1617accb13be3536964' } as unknown as TypedDocumentNode<MyOpenItemsQuery, MyOpenItemsQueryVariables>;
export const MyPaymentLinksDocument = { kind: 'Document', definitions: [], documentId: 'sha256:4627ea390e4f68e55dd5697627f6fe8dddfe6571902e37aa0544916f8e376746' } as unknown as TypedDocumentNode<MyPaymentLinksQuery, MyPaymentLinksQueryVariables>;
export const MyPaymentLinkDocument = { kind: 'Document', definitions: [], documentId: 'sha256:35daeba2aef1779f4227b9cbc6fd20196901652c8770af5256db84a8c3899af3' } as unknown as TypedDocumentNode<MyPaymentLinkQuery, MyPaymentLinkQueryVariables>;
export const CreateMyLinkDocument = { kind: 'Document', definitions: [], documentId: 'sha256:182348aa1217629d88000a74e04100c6b0841e114f43c5347a216d34ac5459f7' } as unknown as TypedDocumentNode<CreateMyLinkMutation, CreateMyLinkMutationVariables>;
export const MyRebateLeftDocument = { kind: 'Document', definitions: [], documentId: 'sha256:e53b5001b62c292194b26ea8758e8ad0bc273a74512db68ba2e076096cc5c1e6' } as unknown as TypedDocumentNode<MyRebateLeftQuery, MyRebateLeftQueryVariables>;
export const UseMyRebateDocument = { kind: 'Document', definitions: [], documentId: 'sha256:a38299126811cc86f40a57a387f14ab012a3f6c3b3e49f812fbabe7a6998d7f5' } as unknown as TypedDocumentNode<UseMyRebateMutation, UseMyRebateMutationVariables>;
export const MyStatementsDocument = { kind: 'Document', definitions: [], documentId: 'sha256:ba1a519a9548e7b63777ee4ef457585e6bb3dac521038a325d0be434a552893e' } as unknown as TypedDocumentNode<MyStatementsQuery, MyStatementsQueryVariables>;
export const MyStatementsChangedDocument = { kind: 'Document', definitions: [], documentId: 'sha256:3d44cc6503b1a51a59f61c010d0af4505ca14e68a620fa4cd939d22324f8f486' } as unknown as TypedDocumentNode<MyStatementsChangedSubscription, MyStatementsChangedSubscriptionVariables>;
export const MyStatementDocument = { kind: 'Document', definitions: [], documentId: 'sha256:7b1c63e657f767b00f2749903b7e5645696daecec882d3150a19e37d284b2c40' } as unknown as TypedDocumentNode<MyStatementQuery, MyStatementQueryVariables>;
export const MyStatementLinesDocument = { kind: 'Document', definitions: [], documentId: 'sha256:73fa5b0c2a0935ff6a9e0e4b9501e97c81f2cb9c4e8dccb93e7a8b3259268a7f' } as unknown as TypedDocumentNode<MyStatementLinesQuery, MyStatementLinesQueryVariables>;
export const MyStatementCommissionDocument = { kind: 'Document', definitions: [], documentId: 'sha256:4d2f4600eb4a591713a45bccc3cda016a5a27bf3018af116ed42ea0e5b84761c' } as unknown as TypedDocumentNode<MyStatementCommissionQuery, MyStatementCommissionQueryVariables>;
export const ConfirmMyStatementDocument = { kind: 'Document', definitions: [], documentId: 'sha256:951340f9afda43788e360a9004430ae741826df7f3e32d8681b0ee0518c83bca' } as unknown as TypedDocumentNode<ConfirmMyStatementMutation, ConfirmMyStatementMutationVariables>;
export const DisputeMyStatementDocument = { kind: 'Document', definitions: [], documentId: 'sha256:cfe5220af3d7379b299a3bfffdffb6c2bd21312531ef62a5dd9759d5d1a89e13' } as unknown as TypedDocumentNode<DisputeMyStatementMutation, DisputeMyStatementMutationVariables>;
export const RevealPayeeAccountDocument = { kind: 'Document', definitions: [], documentId: 'sha256:c075dcd95e41a46bbe637d0ac3e80b685bdec01df43d9528ce2ed1b74272791a' } as unknown as TypedDocumentNode<RevealPayeeAccountMutation, RevealPayeeAccountMutationVariables>;
export const StatementChangedDocument = { kind: 'Document', definitions: [], documentId: 'sha256:b7613517187854d416c9ecead3237faa77c92fce1bf49bb83cadaed2a3e92b12' } as unknown as TypedDocumentNode<StatementChangedSubscription, StatementChangedSubscriptionVariables>;
export const TraceDocument = { kind: 'Document', definitions: [], documentId: 'sha256:9bd180be6c14bc6de67bff37e2386644a417c3f7451151913b69da2731b713ec' } as unknown as TypedDocumentNode<TraceQuery, TraceQueryVariables>;