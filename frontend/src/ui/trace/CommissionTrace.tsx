import { Plural, Trans } from '@lingui/react/macro';
import type { CommissionBase, CommissionTraceFragment } from '@/generated/graphql';
import { isZero } from '@/lib/money';
import { BusinessDate } from '../Dates';
import { Fact, Facts } from '../Facts';
import { Money } from '../Money';
import { Rate } from '../Rate';
import { Bands } from '../words/Bands';
import { CommissionKindName } from '../words/CommissionKindName';
import { ClawBackName, EveryName, ReasonName, TiersName } from '../words/TermWords';
import { LeaveStep, Step, Steps, Term } from './Steps';

interface Props {
  line: CommissionTraceFragment;
  onLeave: () => void;
}

/** Base times rate, or the gap of one unit times units, and the order line behind it; in tiers, why. */
export function CommissionTrace({ line, onLeave }: Props) {
  const { orderLine, order, plan, depth } = line;
  const { version } = plan;
  return (
    <>
      <div className="t-formula">
        {line.rate ? (
          <>
            <Term label={<BaseLabel base={plan.base} />}>
              <Money value={line.base} />
            </Term>
            <Term
              label={
                line.term?.tiers === 'MARGINAL' ? (
                  <Trans>Rate of the last band it reaches</Trans>
                ) : (
                  <Trans>× rate</Trans>
                )
              }
            >
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
        {line.due && line.booked && (!isZero(line.booked) || (line.owed && line.unitGap)) && (
          <>
            <Term label={<Trans>Due on the line by now</Trans>}>
              <Money value={line.due} />
            </Term>
            <Term label={<Trans>− booked before</Trans>}>
              <Money value={line.booked} />
            </Term>
          </>
        )}
        <Term label={<Trans>= commission</Trans>}>
          <Money value={line.amount} />
        </Term>
      </div>
      {line.cause && <RatedWords line={line} />}
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
          <span className="t-block t-soft">
            {plan.code} v{version}
          </span>
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

function BaseLabel({ base }: { base: CommissionBase }) {
  if (base === 'GROSS') return <Trans>Base, with tax</Trans>;
  if (base === 'MARGIN') return <Trans>Margin</Trans>;
  return <Trans>Base, net</Trans>;
}

/** Why a difference came about: what was paid for the order, and the bands its period reached. */
function RatedWords({ line }: { line: CommissionTraceFragment }) {
  const { cause, term, band, volume, volumeBefore, ratedFrom, collected, owed } = line;
  return (
    <>
      <Facts>
        {cause && (
          <Fact label={<Trans>Reason</Trans>}>
            <ReasonName reason={cause} />
          </Fact>
        )}
        {ratedFrom && (
          <Fact label={<Trans>Volume counted from</Trans>}>
            <BusinessDate value={ratedFrom} />
            {term && (
              <span className="t-block t-soft">
                <EveryName every={term.every} />
              </span>
            )}
          </Fact>
        )}
        {collected && owed && (
          <Fact label={<Trans>Paid for the order by then</Trans>}>
            <Money value={collected} />
            <span className="t-block t-soft">
              <Trans>
                of <Money value={owed} />
              </Trans>
            </span>
          </Fact>
        )}
        {volume && (
          <Fact label={<Trans>Volume when it was booked</Trans>}>
            <Money value={volume} />
          </Fact>
        )}
        {volumeBefore && term?.tiers === 'MARGINAL' && (
          <Fact label={<Trans>Volume before this line</Trans>}>
            <Money value={volumeBefore} />
          </Fact>
        )}
        {term && (
          <>
            <Fact label={<Trans>Tiers</Trans>}>
              <TiersName tiers={term.tiers} />
            </Fact>
            <Fact label={<Trans>Returns take back</Trans>}>
              <ClawBackName clawBack={term.clawBack} />
            </Fact>
            {term.where && (
              <Fact label={<Trans>Special rule of its lines</Trans>}>
                <code>{term.where}</code>
              </Fact>
            )}
          </>
        )}
      </Facts>
      {term && <Bands bands={term.bands} applied={band ?? null} />}
    </>
  );
}
