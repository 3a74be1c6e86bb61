import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Dialog } from 'antd-mobile';
import { useQuery } from 'urql';
import { MyRebateLeftDocument, UseMyRebateDocument } from '@/generated/graphql';
import { useIdempotencyKey } from '@/lib/idempotency';
import { isNegative, isZero, negated, totalOf } from '@/lib/money';
import type { MoneyValue } from '@/lib/money';
import { useDeed } from '@/lib/useDeed';
import { Money } from '@/ui/Money';
import { RefusalNotice } from '../RefusalNotice';
import type { OpenItem } from './useOpenItems';

interface Props {
  picked: readonly OpenItem[];
  /** The items are open for less from now on. */
  onUsed: () => void;
}

const smaller = (one: MoneyValue, other: MoneyValue): MoneyValue => {
  const more = totalOf([one, negated(other)]);
  return more && isNegative(more) ? one : other;
};

/** How much of each item is paid, the first ones first, until nothing is left. */
export function sharesOf(
  picked: readonly Pick<OpenItem, 'id' | 'open'>[],
  left: MoneyValue,
): { receivableId: string; amount: MoneyValue }[] {
  let rest = left;
  return picked.flatMap(({ id, open }) => {
    const amount = smaller(open, rest);
    rest = totalOf([rest, negated(amount)]) ?? rest;
    return isZero(amount) ? [] : [{ receivableId: id, amount }];
  });
}

/** Let my rebates pay what I have chosen, as far as they go. */
export function UseRebate({ picked, onUsed }: Props) {
  const { t } = useLingui();
  const [{ data }, reread] = useQuery({ query: MyRebateLeftDocument });
  const [key, renew] = useIdempotencyKey();
  const deed = useDeed(UseMyRebateDocument, (answer) => answer.useRebate);
  const currency = picked[0]?.open.currency;
  const credits = data?.viewer.distributor?.rebateCredits ?? [];
  const left = totalOf(
    credits.filter((one) => one.left.currency === currency).map((one) => one.left),
  );
  if (!left || isZero(left)) return null;
  const items = sharesOf(picked, left).map(({ receivableId, amount }) => ({
    receivableId,
    amount: { amount: amount.amount, currency: amount.currency },
  }));
  const total = totalOf(items.map((item) => item.amount));

  const use = async (): Promise<void> => {
    const isSure = await Dialog.confirm({
      content: (
        <Trans>
          Deduct <Money value={total ?? left} /> of your rebate from what you have chosen?
        </Trans>
      ),
      confirmText: t`Deduct`,
      cancelText: t`Cancel`,
    });
    if (!isSure) return;
    const done = await deed.run({ input: { idempotencyKey: key, items } });
    if (!done) return;
    renew();
    reread({ requestPolicy: 'network-only' });
    onUsed();
  };
  return (
    <>
      <RefusalNotice fault={deed.fault} />
      <div className="pay-bar-line">
        <span>
          <Trans>
            Rebate to use: <Money value={left} />
          </Trans>
        </span>
        <Button fill="outline" color="primary" loading={deed.isBusy} onClick={use}>
          <Trans>Use rebate</Trans>
        </Button>
      </div>
    </>
  );
}
