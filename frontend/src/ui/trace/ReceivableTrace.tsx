import { Trans } from '@lingui/react/macro';
import type { ApplicationSource, ReceivableTraceFragment } from '@/generated/graphql';
import { negated } from '@/lib/money';
import { BusinessDate } from '../Dates';
import { Fact, Facts } from '../Facts';
import { Money } from '../Money';
import { ChargeSteps } from './ChargeSteps';
import { OrderSum } from './OrderSum';
import { TakenBack } from './Settled';
import { LeaveStep, Step, Steps, Term } from './Steps';

interface Props {
  item: ReceivableTraceFragment;
  onLeave: () => void;
}

/** What the order came to, line by line, and what was paid of it. */
export function ReceivableTrace({ item, onLeave }: Props) {
  const { order } = item;
  const settled = item.settledBy.nodes;
  return (
    <>
      <div className="t-formula">
        <Term label={<Trans>Owed</Trans>}>
          <Money value={item.total} />
        </Term>
        {settled.map((one) => (
          <Term
            key={one.id}
            label={
              <>
                <SourceName source={one.source} /> <BusinessDate value={one.appliedOn} />{' '}
                <TakenBack amount={one.amount} />
              </>
            }
          >
            <Money
              value={negated(one.amount)}
              trace={one.receipt?.id ?? one.creditNote?.id ?? null}
            />
          </Term>
        ))}
        <Term label={<Trans>= left to pay</Trans>}>
          <Money value={item.open} />
        </Term>
      </div>
      {item.chargedBy && (
        <ChargeSteps returned={item.chargedBy} onLeave={onLeave}>
          <Trans>
            The discount that the rest of the order lost when goods came back. It is taken back as
            far as the rest comes back, too.
          </Trans>
        </ChargeSteps>
      )}
      {order && (
        <>
          <Steps>
            {order.lines.nodes.map((line) => (
              <Step key={line.id} id={line.id}>
                <span className="t-grow">
                  {line.name}
                  <span className="t-block t-soft">
                    {line.sku} × {line.quantity}
                  </span>
                </span>
                <Money value={line.net} />
              </Step>
            ))}
            <LeaveStep href={`/orders/${order.id}`} onLeave={onLeave}>
              <span className="t-grow">
                <Trans>Order {order.number}</Trans>
              </span>
            </LeaveStep>
          </Steps>
          <OrderSum order={order} />
        </>
      )}
      <Facts>
        <Fact label={<Trans>Number</Trans>}>{item.number}</Fact>
        <Fact label={<Trans>Issued</Trans>}>
          <BusinessDate value={item.issuedOn} />
        </Fact>
        <Fact label={<Trans>Due</Trans>}>
          <BusinessDate value={item.dueOn} />
        </Fact>
      </Facts>
    </>
  );
}

function SourceName({ source }: { source: ApplicationSource }) {
  if (source === 'RECEIPT') return <Trans>Payment</Trans>;
  if (source === 'CREDIT_NOTE') return <Trans>Credit note</Trans>;
  if (source === 'REBATE') return <Trans>Rebate</Trans>;
  return <Trans>Credit</Trans>;
}
