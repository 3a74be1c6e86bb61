import type { ReactNode } from 'react';
import { Trans } from '@lingui/react/macro';
import type { ReceivableTraceFragment } from '@/generated/graphql';
import { BusinessDate } from '../Dates';
import { LeaveStep, Steps } from './Steps';

interface Props {
  returned: NonNullable<ReceivableTraceFragment['chargedBy']>;
  onLeave: () => void;
  /** What the document does about the discount that the rest lost. */
  children: ReactNode;
}

/** Which return of which order a charged discount, or what took it back, comes from. */
export function ChargeSteps({ returned, onLeave, children }: Props) {
  const { order } = returned;
  return (
    <>
      <p className="t-soft">{children}</p>
      <Steps>
        <LeaveStep href={`/orders/${order.id}`} onLeave={onLeave}>
          <span className="t-grow">
            <Trans>Order {order.number}</Trans>
            <span className="t-block t-soft">
              <Trans>
                Return {returned.externalId} of <BusinessDate value={returned.returnedOn} />
              </Trans>
            </span>
          </span>
        </LeaveStep>
      </Steps>
    </>
  );
}
