import { Plural, Trans } from '@lingui/react/macro';
import { Link } from 'wouter';
import type { MyHomeQuery } from '@/generated/graphql';
import { isNegative, isZero, negated, totalOf } from '@/lib/money';
import { BusinessDate } from '@/ui/Dates';
import { Money } from '@/ui/Money';
import { Card } from '../Card';
import { HeldNote } from '../earnings/HeldNote';
import { useOpenItems } from '../pay/useOpenItems';
import type { OpenItem } from '../pay/useOpenItems';

type Positions = NonNullable<NonNullable<MyHomeQuery['viewer']['distributor']>['positions']>;

interface OwedProps {
  positions: Positions;
  today: string;
  /** How often something has changed since the page was opened. */
  changes: number;
}

/** What I owe the brand by its books, and in a cascade what I owe the level above. */
export function Owed({ positions, today, changes }: OwedProps) {
  const { items, isComplete } = useOpenItems(changes);
  const toBrand = positions.filter((one) => !isZero(one.owed));
  const above = byCreditor(items.filter((item) => !item.isToBrand));
  const owesNothing = isComplete && toBrand.length === 0 && above.length === 0;
  const owes = toBrand.some((one) => !isNegative(one.owed)) || above.length > 0;
  return (
    <Card title={<Trans>What I owe</Trans>}>
      {owesNothing && (
        <p className="home-nothing">
          <Trans>Nothing. All paid, thank you.</Trans>
        </p>
      )}
      {toBrand.map((one) => (
        <div key={one.currency} className="home-position">
          {isNegative(one.owed) ? (
            <>
              <Money value={negated(one.owed)} size="large" tone="good" />
              <p className="t-soft">
                <Trans>Credit in your favour; it is used for what comes next.</Trans>
              </p>
            </>
          ) : (
            <>
              <Link href="/pay" className="home-figure">
                <Money value={one.owed} size="large" />
              </Link>
              {isComplete && (
                <Dues
                  items={items.filter(
                    (item) => item.isToBrand && item.open.currency === one.currency,
                  )}
                  today={today}
                />
              )}
            </>
          )}
        </div>
      ))}
      {above.map(([key, some]) => (
        <div key={key} className="home-position is-above">
          <p className="t-soft">
            <Trans>To {some[0]?.creditorName}</Trans>
          </p>
          <Total items={some} />
          <Dues items={some} today={today} />
        </div>
      ))}
      {owes && (
        <Link href="/pay" className="t-button t-button-primary home-pay">
          <Trans>Pay now</Trans>
        </Link>
      )}
    </Card>
  );
}

function byCreditor(items: readonly OpenItem[]): [string, OpenItem[]][] {
  const found = new Map<string, OpenItem[]>();
  for (const item of items) {
    const key = `${item.creditorName} ${item.open.currency}`;
    found.set(key, [...(found.get(key) ?? []), item]);
  }
  return [...found];
}

function Total({ items }: { items: readonly OpenItem[] }) {
  const total = totalOf(items.map((item) => item.open));
  return total && <Money value={total} size="large" />;
}

/** What of it is overdue, and what is due next. */
function Dues({ items, today }: { items: readonly OpenItem[]; today: string }) {
  const overdue = items.filter((item) => item.isOverdue);
  const next = items.find((item) => item.dueOn >= today && !item.isOverdue);
  const total = totalOf(overdue.map((item) => item.open));
  const count = overdue.length;
  return (
    <dl className="home-dues">
      {total && (
        <div>
          <dt>
            <span className="t-tag t-tag-bad">
              <Trans>Overdue</Trans>
            </span>{' '}
            <Plural value={count} one="# item" other="# items" />
          </dt>
          <dd>
            <Money value={total} tone="bad" />
          </dd>
        </div>
      )}
      {next && (
        <div>
          <dt>
            <Trans>Next due</Trans> <BusinessDate value={next.dueOn} />
          </dt>
          <dd>
            <Money value={next.open} trace={next.id} />
          </dd>
        </div>
      )}
    </dl>
  );
}

export function Earned({ positions }: { positions: Positions }) {
  const earning = positions.filter((one) => !isZero(one.earned) || !isZero(one.reserved));
  return (
    <Card
      title={<Trans>What I am owed</Trans>}
      more={
        <Link href="/earnings">
          <Trans>Calculation</Trans>
        </Link>
      }
    >
      {earning.length === 0 && (
        <p className="home-nothing">
          <Trans>No commission waits to be paid out.</Trans>
        </p>
      )}
      {earning.map((one) => (
        <div key={one.currency} className="home-position">
          <Link href="/earnings" className="home-figure">
            <Money value={one.earned} size="large" tone="good" />
          </Link>
          {!isZero(one.reserved) && (
            <p className="t-soft">
              <Trans>of it being paid out</Trans> <Money value={one.reserved} />
            </p>
          )}
          <HeldNote position={one} />
        </div>
      ))}
    </Card>
  );
}
