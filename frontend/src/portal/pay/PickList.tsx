import { Trans, useLingui } from '@lingui/react/macro';
import { Checkbox } from 'antd-mobile';
import { BusinessDate } from '@/ui/Dates';
import { Money } from '@/ui/Money';
import type { OpenItem } from './useOpenItems';

interface Props {
  items: readonly OpenItem[];
  due: readonly OpenItem[];
  ticked: ReadonlySet<string>;
  onChange: (ids: readonly string[]) => void;
}

function ItemTitle({ item }: { item: OpenItem }) {
  if (item.chargedBy?.order) {
    return <Trans>Discount lost by a return of order {item.chargedBy.order.number}</Trans>;
  }
  return item.order ? <Trans>Order {item.order.number}</Trans> : item.number;
}

/** The open items, each to be ticked; the amount of each opens how it came about. */
export function PickList({ items, due, ticked, onChange }: Props) {
  const { t } = useLingui();
  const ids = items.map((item) => item.id);
  const isAll = ticked.size === items.length;
  return (
    <section className="card">
      <header>
        <div className="choices" role="group" aria-label={t`Choose`}>
          {due.length > 0 && due.length < items.length && (
            <button
              type="button"
              aria-pressed={ticked.size === due.length && due.every((item) => ticked.has(item.id))}
              onClick={() => {
                onChange(due.map((item) => item.id));
              }}
            >
              <Trans>All that is due</Trans>
            </button>
          )}
          <button
            type="button"
            aria-pressed={isAll}
            onClick={() => {
              onChange(ids);
            }}
          >
            <Trans>All</Trans>
          </button>
          <button
            type="button"
            aria-pressed={ticked.size === 0}
            onClick={() => {
              onChange([]);
            }}
          >
            <Trans>None</Trans>
          </button>
        </div>
      </header>
      <ul className="rows">
        {items.map((item) => (
          <li key={item.id} className="pick">
            <Checkbox
              checked={ticked.has(item.id)}
              onChange={(isTicked) => {
                const others = [...ticked].filter((id) => id !== item.id);
                onChange(isTicked ? [...others, item.id] : others);
              }}
            >
              <span className="row-title">
                <ItemTitle item={item} />
              </span>
              <span className="row-note">
                {item.number} ·{' '}
                <Trans>
                  Due <BusinessDate value={item.dueOn} />
                </Trans>{' '}
                {item.isOverdue && (
                  <span className="t-tag t-tag-bad">
                    <Trans>Overdue</Trans>
                  </span>
                )}
              </span>
            </Checkbox>
            <Money value={item.open} trace={item.id} />
          </li>
        ))}
      </ul>
    </section>
  );
}
