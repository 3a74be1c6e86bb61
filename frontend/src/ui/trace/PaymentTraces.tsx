import { Trans } from '@lingui/react/macro';
import type {
  PayoutTraceFragment,
  ReceiptTraceFragment,
  RefundTraceFragment,
} from '@/generated/graphql';
import { isZero, negated } from '@/lib/money';
import { BankAccount } from '../bank/BankAccount';
import { BusinessDate, Instant } from '../Dates';
import { Fact, Facts } from '../Facts';
import { Money } from '../Money';
import { StateTag } from '../StateTag';
import { Settled } from './Settled';
import { Term } from './Steps';

export function ReceiptTrace({ receipt }: { receipt: ReceiptTraceFragment }) {
  return (
    <>
      <div className="t-formula">
        <Term label={<Trans>Paid</Trans>}>
          <Money value={receipt.amount} />
        </Term>
        <Term label={<Trans>Used for open items</Trans>}>
          <Money value={receipt.applied} />
        </Term>
        {!isZero(receipt.refunded) && (
          <Term label={<Trans>Paid back</Trans>}>
            <Money value={negated(receipt.refunded)} />
          </Term>
        )}
        <Term label={<Trans>= not used yet</Trans>}>
          <Money value={receipt.unapplied} />
        </Term>
      </div>
      <Settled applications={receipt.settles} />
      <Facts>
        <Fact label={<Trans>State</Trans>}>
          <StateTag kind="receipt" state={receipt.receiptState} />
        </Fact>
        {receipt.receivedOn && (
          <Fact label={<Trans>Received</Trans>}>
            <BusinessDate value={receipt.receivedOn} />
          </Fact>
        )}
      </Facts>
    </>
  );
}

export function RefundTrace({ refund }: { refund: RefundTraceFragment }) {
  return (
    <Facts>
      <Fact label={<Trans>Paid back</Trans>}>
        <Money value={refund.amount} />
      </Fact>
      <Fact label={<Trans>Of the payment</Trans>}>
        <Money value={refund.refundOf.amount} trace={refund.refundOf.id} />
      </Fact>
      <Fact label={<Trans>Why</Trans>}>{refund.reason}</Fact>
      <Fact label={<Trans>State</Trans>}>
        <StateTag kind="refund" state={refund.refundState} />
      </Fact>
      <Fact label={<Trans>Asked for</Trans>}>
        <BusinessDate value={refund.requestedOn} />
      </Fact>
    </Facts>
  );
}

export function PayoutTrace({ payout }: { payout: PayoutTraceFragment }) {
  return (
    <Facts>
      <Fact label={<Trans>Paid out</Trans>}>
        <Money value={payout.amount} />
      </Fact>
      <Fact label={<Trans>State</Trans>}>
        <StateTag kind="payout" state={payout.payoutState} />
      </Fact>
      {payout.destination && (
        <Fact label={<Trans>To the account</Trans>}>
          {payout.payeeAccount ? (
            <BankAccount id={payout.payeeAccount.id} end={payout.destination} />
          ) : (
            payout.destination
          )}
        </Fact>
      )}
      {payout.batch && <Fact label={<Trans>Batch</Trans>}>{payout.batch.number}</Fact>}
      <Fact label={<Trans>Prepared</Trans>}>
        <Instant value={payout.createdAt} />
      </Fact>
      {payout.resolvedAt && (
        <Fact label={<Trans>Ended</Trans>}>
          <Instant value={payout.resolvedAt} />
        </Fact>
      )}
      {payout.failure && <Fact label={<Trans>Why it failed</Trans>}>{payout.failure}</Fact>}
    </Facts>
  );
}
