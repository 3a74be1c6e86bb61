import { Trans } from '@lingui/react/macro';
import type { CreditNoteTraceFragment } from '@/generated/graphql';
import { isZero } from '@/lib/money';
import { BusinessDate } from '../Dates';
import { Money } from '../Money';
import { ChargeSteps } from './ChargeSteps';
import { Settled } from './Settled';
import { LeaveStep, Step, Steps, Term } from './Steps';

interface Props {
  note: CreditNoteTraceFragment;
  onLeave: () => void;
}

/** What came back, and what the credit settled. */
export function CreditNoteTrace({ note, onLeave }: Props) {
  const { returned, order } = note;
  return (
    <>
      <div className="t-formula">
        {returned && (
          <>
            <Term label={<Trans>Goods that came back</Trans>}>
              <Money value={returned.net} />
            </Term>
            <Term label={<Trans>Tax</Trans>}>
              <Money value={returned.tax} />
            </Term>
            {!isZero(returned.freight) && (
              <Term label={<Trans>Freight</Trans>}>
                <Money value={returned.freight} />
              </Term>
            )}
          </>
        )}
        <Term label={<Trans>= credited</Trans>}>
          <Money value={note.total} />
        </Term>
      </div>
      {note.unchargedBy && (
        <ChargeSteps returned={note.unchargedBy} onLeave={onLeave}>
          <Trans>
            What was charged for a discount that the rest of the order had lost, taken back as more
            of it came back.
          </Trans>
        </ChargeSteps>
      )}
      <Steps>
        {returned?.lines.map((line) => (
          <Step key={line.id} id={line.orderLine?.id}>
            <span className="t-grow">
              {line.orderLine?.name}
              <span className="t-block t-soft">× {line.quantity}</span>
            </span>
            <Money value={line.net} />
          </Step>
        ))}
        {order && (
          <LeaveStep href={`/orders/${order.id}`} onLeave={onLeave}>
            <span className="t-grow">
              <Trans>Order {order.number}</Trans>
              <span className="t-block t-soft">
                {note.number} <BusinessDate value={note.issuedOn} />
              </span>
            </span>
          </LeaveStep>
        )}
      </Steps>
      <Settled applications={note.settles} />
    </>
  );
}
