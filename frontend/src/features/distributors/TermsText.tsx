import { Plural, Trans } from '@lingui/react/macro';
import type { DistributorDetail } from './DistributorPage';

type Terms = NonNullable<DistributorDetail['terms']>;

/** Payment terms as a sentence. */
export function TermsText({ terms }: { terms: Terms }) {
  const { days, instalments } = terms;
  return (
    <>
      <Rule terms={terms} />
      {terms.rule !== 'DAY_OF_MONTH' &&
        (terms.startEvent === 'SHIPMENT' ? (
          <span className="t-block t-soft">
            <Trans>counted from shipment</Trans>
          </span>
        ) : (
          <span className="t-block t-soft">
            <Trans>counted from the order</Trans>
          </span>
        ))}
      {instalments > 1 && (
        <span className="t-block t-soft">
          <Plural value={instalments} one="in # monthly part" other="in # monthly parts" />
        </span>
      )}
      {!terms.isOwn && (
        <span className="t-block t-soft" data-days={days}>
          <Trans>the terms of everybody</Trans>
        </span>
      )}
    </>
  );
}

function Rule({ terms: { rule, days } }: { terms: Terms }) {
  if (rule === 'NET_DAYS') return <Plural value={days} one="# day" other="# days" />;
  if (rule === 'MONTH_END_PLUS') {
    return <Plural value={days} one="Month end plus # day" other="Month end plus # days" />;
  }
  return <Trans>On day {days} of the month</Trans>;
}
