import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button } from 'antd-mobile';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { CreateMyLinkDocument } from '@/generated/graphql';
import { useIdempotencyKey } from '@/lib/idempotency';
import { totalOf } from '@/lib/money';
import { useDeed } from '@/lib/useDeed';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Money } from '@/ui/Money';
import { Skeleton } from '@/ui/Skeleton';
import { Choices } from '../Choices';
import { RefusalNotice } from '../RefusalNotice';
import { Screen } from '../Screen';
import { keepPayUrl } from './payUrls';
import { OpenLinks } from './OpenLinks';
import { PickList } from './PickList';
import { UseRebate } from './UseRebate';
import { useOpenItems } from './useOpenItems';
import type { OpenItem } from './useOpenItems';
import './pay.css';

/** Choose what to pay; a link is made for it, to pay by oneself or to hand on. */
export function PayPage() {
  const { items, today, isComplete, problem, again } = useOpenItems();
  const groups = groupsOf(items);
  const [chosen, setChosen] = useState<string | null>(null);
  const group = groups.find(([key]) => key === chosen) ?? groups[0];
  const { t } = useLingui();
  return (
    <Screen title={<Trans>Pay</Trans>}>
      {problem && <ErrorNotice problem={problem} onRetry={again} />}
      {!problem && !isComplete && <Skeleton lines={8} />}
      <OpenLinks />
      {isComplete && !group && (
        <div className="card">
          <EmptyState
            title={<Trans>Nothing is open.</Trans>}
            hint={<Trans>You have paid everything, thank you.</Trans>}
          />
        </div>
      )}
      {groups.length > 1 && group && (
        <div className="filters">
          <Choices
            label={t`To whom`}
            value={group[0]}
            choices={groups.map(([key, [item]]) => [
              key,
              `${item?.creditorName ?? ''} ${item?.open.currency ?? ''}`,
            ])}
            onChange={setChosen}
          />
        </div>
      )}
      {group && <Chooser key={group[0]} items={group[1]} today={today} onUsed={again} />}
    </Screen>
  );
}

/** A link goes to one creditor in one currency. */
function groupsOf(items: readonly OpenItem[]): [string, OpenItem[]][] {
  const groups = new Map<string, OpenItem[]>();
  for (const item of items) {
    const key = `${item.creditorName} ${item.open.currency}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups];
}

interface ChooserProps {
  items: readonly OpenItem[];
  today: string;
  onUsed: () => void;
}

function Chooser({ items, today, onUsed }: ChooserProps) {
  const due = items.filter((item) => item.dueOn <= today);
  // Whoever comes to pay mostly means what is due; where nothing is, all of it.
  const [ticked, setTicked] = useState<ReadonlySet<string>>(
    () => new Set((due.length > 0 ? due : items).map((item) => item.id)),
  );
  const [key, renew] = useIdempotencyKey();
  const [, go] = useLocation();
  const create = useDeed(CreateMyLinkDocument, (data) => data.createPaymentLink);
  const picked = items.filter((item) => ticked.has(item.id));
  const total = totalOf(picked.map((item) => item.open));
  const count = picked.length;
  // The money of a link goes to its creditor, and only the brand can be paid online yet.
  const isOnline = items[0]?.isToBrand ?? true;
  const creditorName = items[0]?.creditorName;

  const change = (ids: readonly string[]): void => {
    setTicked(new Set(ids));
    // Another choice is another wish.
    renew();
  };
  const pay = async (): Promise<void> => {
    const done = await create.run({
      input: { idempotencyKey: key, items: picked.map((item) => ({ receivableId: item.id })) },
    });
    if (!done?.paymentLink) return;
    keepPayUrl(done.paymentLink.id, done.payUrl);
    renew();
    go(`/pay/${done.paymentLink.id}`);
  };
  return (
    <>
      <PickList items={items} due={due} ticked={ticked} onChange={change} />
      <div className="pay-bar">
        <RefusalNotice fault={create.fault} />
        {!isOnline && (
          <p className="pay-direct">
            <Trans>Pay {creditorName} directly: online you can pay the brand only.</Trans>
          </p>
        )}
        {isOnline && count > 0 && <UseRebate picked={picked} onUsed={onUsed} />}
        <div className="pay-bar-line">
          <span>
            {total && <Money value={total} size="large" />}
            <span className="t-block t-soft">
              <Plural value={count} one="# item chosen" other="# items chosen" />
            </span>
          </span>
          {isOnline && (
            <Button
              size="large"
              color="primary"
              disabled={count === 0}
              loading={create.isBusy}
              onClick={pay}
            >
              <Trans>Continue</Trans>
            </Button>
          )}
        </div>
      </div>
    </>
  );
}
