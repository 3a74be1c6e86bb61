import { Trans } from '@lingui/react/macro';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { useHasRole } from '@/app/SessionContext';
import { ReceiptDetailDocument } from '@/generated/graphql';
import type { ReceiptDetailQuery } from '@/generated/graphql';
import { isZero, negated, totalOf } from '@/lib/money';
import { problemOf } from '@/lib/problem';
import { BOOKKEEPING } from '@/lib/roles';
import { usePoll } from '@/lib/usePoll';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Fact, Facts } from '@/ui/Facts';
import { Money } from '@/ui/Money';
import { Skeleton } from '@/ui/Skeleton';
import { StateTag } from '@/ui/StateTag';
import { Settled } from '@/ui/trace/Settled';
import { Reason } from '@/ui/words/Reason';
import { Step, Steps, Term } from '@/ui/trace/Steps';
import { RefundForm } from './RefundForm';

const POLL_MS = 2_000;
const MOVING = new Set(['REQUESTED', 'SENDING', 'PENDING']);

export type Receipt = Extract<ReceiptDetailQuery['node'], { __typename: 'Receipt' }>;

interface Props {
  id: string | null;
  onClose: () => void;
}

/** One payment: what it was used for, what was given back of it, and giving more back. */
export function ReceiptDrawer({ id, onClose }: Props) {
  const [{ data, error, fetching }, ask] = useQuery({
    query: ReceiptDetailDocument,
    variables: { id: id ?? '' },
    pause: !id,
  });
  const receipt = data?.node?.__typename === 'Receipt' && data.node.id === id ? data.node : null;
  const again = (): void => {
    ask({ requestPolicy: 'network-only' });
  };
  const isMoving = receipt?.refunds.nodes.some(({ state }) => MOVING.has(state)) ?? false;
  usePoll(isMoving, POLL_MS, again);
  return (
    <Drawer
      open={id !== null}
      size={540}
      destroyOnHidden
      title={<Trans>Payment</Trans>}
      onClose={onClose}
    >
      {error && !receipt && <ErrorNotice problem={problemOf(error)} onRetry={again} />}
      {!receipt && fetching && <Skeleton lines={8} />}
      {!receipt && !fetching && !error && (
        <EmptyState title={<Trans>There is no such payment.</Trans>} />
      )}
      {receipt && <Body key={receipt.id} receipt={receipt} onChange={again} />}
    </Drawer>
  );
}

function Body({ receipt, onChange }: { receipt: Receipt; onChange: () => void }) {
  const [isRefunding, setIsRefunding] = useState(false);
  const mayRefund = useHasRole(...BOOKKEEPING);
  const left = totalOf([receipt.amount, negated(receipt.refunded)]) ?? receipt.amount;
  return (
    <>
      <div className="t-formula">
        <Term label={<Trans>Paid</Trans>}>
          <Money value={receipt.amount} trace={receipt.id} />
        </Term>
        <Term label={<Trans>Used for open items</Trans>}>
          <Money value={negated(receipt.applied)} />
        </Term>
        <Term label={<Trans>Paid back</Trans>}>
          <Money value={negated(receipt.refunded)} />
        </Term>
        <Term label={<Trans>= not used yet</Trans>}>
          <Money value={receipt.unapplied} />
        </Term>
      </div>
      <Facts>
        <Fact label={<Trans>Paid by</Trans>}>
          {receipt.debtor?.distributor ? (
            <Link href={`/distributors/${receipt.debtor.distributor.id}`}>
              {receipt.debtor.name}
            </Link>
          ) : (
            (receipt.debtor?.name ?? '–')
          )}
        </Fact>
        <Fact label={<Trans>State</Trans>}>
          <StateTag kind="receipt" state={receipt.state} />
        </Fact>
        <Fact label={<Trans>Fee</Trans>}>
          <Money value={receipt.fee} />
        </Fact>
        <Fact label={<Trans>Payment service</Trans>}>
          {receipt.provider}
          <span className="t-block t-soft">{receipt.providerPaymentId}</span>
        </Fact>
      </Facts>
      <Settled applications={receipt.applications} />
      {receipt.refunds.nodes.length > 0 && (
        <>
          <h3 className="t-section-title">
            <Trans>Refunds</Trans>
          </h3>
          <Steps>
            {receipt.refunds.nodes.map((refund) => (
              <Step key={refund.id} id={refund.id}>
                <span className="t-grow">
                  <StateTag kind="refund" state={refund.state} />
                  <span className="t-block t-soft">
                    <Reason reason={refund.reason} />
                  </span>
                </span>
                <Money value={refund.amount} />
              </Step>
            ))}
          </Steps>
        </>
      )}
      {mayRefund && receipt.state === 'RECEIVED' && !isZero(left) && !isRefunding && (
        <Button
          danger
          onClick={() => {
            setIsRefunding(true);
          }}
        >
          <Trans>Give money back…</Trans>
        </Button>
      )}
      {isRefunding && (
        <RefundForm
          receipt={receipt}
          left={left}
          onClose={(isDone) => {
            setIsRefunding(false);
            if (isDone) onChange();
          }}
        />
      )}
    </>
  );
}
