import { Plural, Trans } from '@lingui/react/macro';
import type { CommissionTraceFragment } from '@/generated/graphql';
import { BusinessDate } from '../Dates';
import { Fact, Facts } from '../Facts';
import { Money } from '../Money';
import { Rate } from '../Rate';
import { CommissionKindName } from '../words/CommissionKindName';
import { LeaveStep, Step, Steps, Term } from './Steps';

interface Props {
  line: CommissionTraceFragment;
  onLeave: () => void;
}

/** Base times rate, or the gap of one unit times units, and the order line behind it. */
export function CommissionTrace({ line, onLeave }: Props) {
  const { orderLine, order, plan, depth } = line;
  const { version } = plan;
  return (
    <>
      <div className="t-formula">
        {line.rate ? (
          <>
            <Term
              label={
                plan.base === 'GROSS' ? <Trans>Base, with tax</Trans> : <Trans>Base, net</Trans>
              }
            >
              <Money value={line.base} />
            </Term>
            <Term label={<Trans>× rate</Trans>}>
              <Rate value={line.rate} />
            </Term>
          </>
        ) : (
          <>
            {line.unitGap && (
              <Term label={<Trans>Price gap of one unit</Trans>}>
                <Money value={line.unitGap} />
              </Term>
            )}
            <Term label={<Trans>× units</Trans>}>{line.quantity}</Term>
          </>
        )}
        <Term label={<Trans>= commission</Trans>}>
          <Money value={line.amount} />
        </Term>
      </div>
      {orderLine && (
        <Steps>
          <Step id={orderLine.id}>
            <span className="t-grow">
              {orderLine.name}
              <span className="t-block t-soft">
                <Trans>Order line, {orderLine.quantity} units</Trans>
              </span>
            </span>
            <Money value={orderLine.net} />
          </Step>
          {order && (
            <LeaveStep href={`/orders/${order.id}`} onLeave={onLeave}>
              <span className="t-grow">
                <Trans>Order {order.number}</Trans>
              </span>
            </LeaveStep>
          )}
        </Steps>
      )}
      <Facts>
        <Fact label={<Trans>Kind</Trans>}>
          <CommissionKindName kind={line.kind} />
        </Fact>
        {line.seller && <Fact label={<Trans>From the sale of</Trans>}>{line.seller.name}</Fact>}
        {line.beneficiary && <Fact label={<Trans>Earned by</Trans>}>{line.beneficiary.name}</Fact>}
        <Fact label={<Trans>Distance</Trans>}>
          {depth === 0 ? (
            <Trans>Own sale</Trans>
          ) : (
            <Plural
              value={depth}
              one="# level above the seller"
              other="# levels above the seller"
            />
          )}
        </Fact>
        <Fact label={<Trans>Plan</Trans>}>
          {plan.name} <Trans>(version {version})</Trans>
        </Fact>
        <Fact label={<Trans>Earned on</Trans>}>
          <BusinessDate value={line.earnedOn} />
        </Fact>
        {line.reverses && (
          <Fact label={<Trans>Takes back</Trans>}>
            <Money value={line.reverses.amount} trace={line.reverses.id} />
          </Fact>
        )}
      </Facts>
    </>
  );
}
