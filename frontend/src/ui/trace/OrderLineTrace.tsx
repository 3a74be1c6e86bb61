import { Trans } from '@lingui/react/macro';
import type { OrderLineTraceFragment } from '@/generated/graphql';
import { isZero, negated } from '@/lib/money';
import { BusinessDate, Period } from '../Dates';
import { Money } from '../Money';
import { CommissionKindName } from '../words/CommissionKindName';
import { LeaveStep, Step, Steps, Term } from './Steps';

interface Props {
  line: OrderLineTraceFragment;
  onLeave: () => void;
}

/** Price times quantity less discount, the prices of the levels, and who earned on it. */
export function OrderLineTrace({ line, onLeave }: Props) {
  const order = line.lineOrder;
  const { number } = order;
  return (
    <>
      <p className="t-order-line" data-testid="order-line">
        <strong>{line.name}</strong>
        <span className="t-block t-soft">{line.sku}</span>
      </p>
      <div className="t-formula">
        <Term label={<Trans>Unit price</Trans>}>
          <Money value={line.unitPrice} />
        </Term>
        <Term label={<Trans>× quantity</Trans>}>{line.quantity}</Term>
        <Term label={<Trans>= goods</Trans>}>
          <Money value={line.goods} />
        </Term>
        {!isZero(line.discount) && (
          <Term label={<Trans>Discount</Trans>}>
            <Money value={negated(line.discount)} />
          </Term>
        )}
        <Term label={<Trans>Net</Trans>}>
          <Money value={line.net} />
        </Term>
      </div>
      <Steps>
        <LeaveStep href={`/orders/${order.id}`} onLeave={onLeave}>
          <span className="t-grow">
            <Trans>Order {number}</Trans>
            <span className="t-block t-soft">
              {order.distributor?.name} <BusinessDate value={order.orderedOn} />
            </span>
          </span>
        </LeaveStep>
      </Steps>
      {line.ladder.length > 0 && (
        <>
          <h3 className="t-section-title">
            <Trans>Prices of the levels when it was ordered</Trans>
          </h3>
          <Steps>
            {line.ladder.map((rung) => (
              <Step key={rung.depth}>
                <span className="t-grow">
                  {rung.party?.name ?? rung.grade.name}
                  <span className="t-block t-soft">{rung.grade.name}</span>
                </span>
                <Money value={rung.unitPrice} />
              </Step>
            ))}
          </Steps>
        </>
      )}
      {line.commissionLines && line.commissionLines.nodes.length > 0 && (
        <>
          <h3 className="t-section-title">
            <Trans>Commission on this line</Trans>
          </h3>
          <Steps>
            {line.commissionLines.nodes.map((earned) => (
              <Step key={earned.id} id={earned.id}>
                <span className="t-grow">
                  {earned.beneficiary?.name}
                  <span className="t-block t-soft">
                    <CommissionKindName kind={earned.kind} />
                  </span>
                </span>
                <Money value={earned.amount} />
              </Step>
            ))}
          </Steps>
        </>
      )}
      {line.rebateLines && line.rebateLines.length > 0 && (
        <>
          <h3 className="t-section-title">
            <Trans>Rebate on this line</Trans>
          </h3>
          <Steps>
            {line.rebateLines.map((earned) => (
              <Step key={earned.id} id={earned.id}>
                <span className="t-grow">
                  {earned.accrual?.planName}
                  {earned.accrual && (
                    <span className="t-block t-soft">
                      <Period start={earned.accrual.ratedFrom} end={earned.accrual.ratedUntil} />
                    </span>
                  )}
                </span>
                <Money value={earned.amount} />
              </Step>
            ))}
          </Steps>
        </>
      )}
    </>
  );
}
