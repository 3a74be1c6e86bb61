import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { RebateTraceFragment } from '@/generated/graphql';
import { isZero } from '@/lib/money';
import { BusinessDate, Period } from '../Dates';
import { Fact, Facts } from '../Facts';
import { Money } from '../Money';
import { Rate } from '../Rate';
import { BandPays, BandSpan, MeasureName } from '../words/RebateWords';
import { resolutionOf } from './resolution';
import type { TriedTerm } from './resolution';
import { LeaveStep, Step, Steps, Term } from './Steps';

interface Props {
  line: RebateTraceFragment;
  onLeave: () => void;
}

/** What a purchase earns back, by which term of the plan, and why not by the others. */
export function RebateTrace({ line, onLeave }: Props) {
  const { accrual, rebateOrder, rebateOrderLine } = line;
  return (
    <>
      <div className="t-formula">
        <Term label={<Trans>What counts</Trans>}>
          <Money value={line.counted} />
        </Term>
        {line.rate && (
          <Term
            label={
              accrual?.tiers === 'MARGINAL' ? (
                <Trans>Rate of the last step it reaches</Trans>
              ) : (
                <Trans>× rate</Trans>
              )
            }
          >
            <Rate value={line.rate} />
          </Term>
        )}
        <Term label={<Trans>= rebate</Trans>}>
          <Money value={line.amount} />
        </Term>
      </div>
      <Steps>
        {rebateOrderLine && (
          <Step id={rebateOrderLine.id}>
            <span className="t-grow">{rebateOrderLine.name}</span>
          </Step>
        )}
        {rebateOrder && (
          <LeaveStep href={`/orders/${rebateOrder.id}`} onLeave={onLeave}>
            <span className="t-grow">
              <Trans>Order {rebateOrder.number}</Trans>
            </span>
          </LeaveStep>
        )}
      </Steps>
      <Found line={line} />
      {accrual && <Reached line={line} accrual={accrual} />}
    </>
  );
}

/** The facts by which a term was chosen, and what became of each. */
function Found({ line }: { line: RebateTraceFragment }) {
  const { accrual } = line;
  const planVersion = accrual?.planVersion;
  const found = resolutionOf(line.resolution);
  return (
    <>
      <h3 className="t-section-title">
        <Trans>Why this rate</Trans>
      </h3>
      <Facts>
        {accrual && (
          <Fact label={<Trans>Rebate plan</Trans>}>
            {accrual.planName} <Trans>(version {planVersion})</Trans>
          </Fact>
        )}
        <Fact label={<Trans>Billed on</Trans>}>
          <BusinessDate value={line.bookedOn} />
          {accrual && (
            <span className="t-block t-soft">
              <Period start={accrual.ratedFrom} end={accrual.ratedUntil} />
            </span>
          )}
        </Fact>
        {!isZero(line.back) && (
          <Fact label={<Trans>Came back</Trans>}>
            <Money value={line.back} />
          </Fact>
        )}
        {found.channel && (
          <Fact label={<Trans>Channel</Trans>}>
            <code>{found.channel}</code>
          </Fact>
        )}
        <Fact label={<Trans>Product</Trans>}>
          {found.product}
          {found.productGroup && <span className="t-block t-soft">{found.productGroup}</span>}
        </Fact>
        <Fact label={<Trans>Grade</Trans>}>{found.grade || '–'}</Fact>
      </Facts>
      <Steps>
        {found.terms.map((term) => (
          <Step key={term.place}>
            <span className="t-grow">
              <TermName term={term} />
              <span className="t-block t-soft">
                <Why term={term} />
              </span>
            </span>
            {term.outcome === 'covers' && (
              <span className="t-tag t-tag-good">
                <Trans>Applies</Trans>
              </span>
            )}
          </Step>
        ))}
      </Steps>
    </>
  );
}

function TermName({ term: { code, place } }: { term: TriedTerm }) {
  if (code) return code;
  return <Trans>Term {place} of the plan</Trans>;
}

function Why({ term }: { term: TriedTerm }) {
  if (term.outcome === 'covers') return <Trans>The first one that fits.</Trans>;
  if (term.outcome === 'fits_later') return <Trans>Fits as well, but stands further down.</Trans>;
  return (
    <>
      <Trans>Is for others:</Trans>{' '}
      {term.misses.map((condition, place) => (
        <span key={condition}>
          {place > 0 && ', '}
          <ConditionName condition={condition} />
        </span>
      ))}
    </>
  );
}

function ConditionName({ condition }: { condition: string }): ReactNode {
  switch (condition) {
    case 'product_groups':
      return <Trans>product group</Trans>;
    case 'products':
      return <Trans>product</Trans>;
    case 'channels':
      return <Trans>channel</Trans>;
    case 'grades':
      return <Trans>grade</Trans>;
    case 'distributors':
      return <Trans>distributor</Trans>;
    default:
      return condition;
  }
}

interface ReachedProps {
  line: RebateTraceFragment;
  accrual: NonNullable<RebateTraceFragment['accrual']>;
}

/** The steps of the term, and which of them holds. */
function Reached({ line, accrual }: ReachedProps) {
  const { measure, bands, volume } = accrual;
  const { daysToPay } = line;
  return (
    <>
      <h3 className="t-section-title">
        <MeasureName measure={measure} />
      </h3>
      <Steps>
        {bands.map((band) => (
          <Step key={band.id}>
            <span className="t-grow">
              <BandSpan band={band} measure={measure} />
              {band.band === line.band && (
                <span className="t-block t-soft">
                  {daysToPay === null ? (
                    <Trans>
                      Reached: <Money value={volume} /> in the period
                    </Trans>
                  ) : (
                    <Trans>paid in {daysToPay} days</Trans>
                  )}
                </span>
              )}
            </span>
            <BandPays band={band} />
          </Step>
        ))}
      </Steps>
    </>
  );
}
