import { Trans } from '@lingui/react/macro';
import { useLingui } from '@lingui/react';
import { lazy, Suspense, useRef } from 'react';
import { Link } from 'wouter';
import type { CockpitQuery } from '@/generated/graphql';
import { formatMoney } from '@/lib/money';
import { useQuiet } from '@/lib/useQuiet';
import { Money } from '@/ui/Money';
import { BUCKETS, hrefOf } from './buckets';

/** The chart weighs as much as half of the console: it comes when the figures can be used. */
const BarChart = lazy(() => import('./BarChart').then((module) => ({ default: module.BarChart })));

interface Props {
  ageing: NonNullable<CockpitQuery['cockpit']>['ageing'];
  today: string;
  currency: string;
}

/** Open items by age: a picture for the eye, and the same as a table whose rows can be opened. */
export function Ageing({ ageing, today, currency }: Props) {
  const { _, i18n } = useLingui();
  const place = useRef<HTMLDivElement>(null);
  const isQuiet = useQuiet(place);
  const rows = BUCKETS.map((bucket) => {
    const found = ageing.find((one) => one.bucket === bucket.name);
    return {
      bucket,
      label: _(bucket.label),
      items: found?.items ?? 0,
      open: found?.open ?? { amount: '0', currency },
    };
  });
  return (
    <div className="ageing">
      <div ref={place} className="ageing-chart">
        {isQuiet && (
          <Suspense>
            <BarChart
              bars={rows.map(({ bucket, label, open }) => ({
                label: bucket.short ?? label,
                text: formatMoney(open, i18n.locale),
                height: Number(open.amount),
              }))}
            />
          </Suspense>
        )}
      </div>
      <table className="ageing-table">
        <caption className="list-hidden">
          <Trans>Open items by age</Trans>
        </caption>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Overdue for</Trans>
            </th>
            <th scope="col">
              <Trans>Items</Trans>
            </th>
            <th scope="col">
              <Trans>Left to pay</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ bucket, label, items, open }) => (
            <tr key={bucket.name}>
              <th scope="row">
                <Link href={hrefOf(bucket, today, currency)}>{label}</Link>
              </th>
              <td>{i18n.number(items)}</td>
              <td>
                <Money value={open} tone={items > 0 && bucket.since ? 'bad' : 'plain'} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
