import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Checkbox, TextArea, Toast } from 'antd-mobile';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useLocation, useParams } from 'wouter';
import { ClaimMyRebateDocument, MyRebateToClaimDocument } from '@/generated/graphql';
import type { MyRebateToClaimQuery } from '@/generated/graphql';
import { useIdempotencyKey } from '@/lib/idempotency';
import { isNegative, isZero, totalOf } from '@/lib/money';
import type { MoneyValue } from '@/lib/money';
import { useDeed } from '@/lib/useDeed';
import { BusinessDate } from '@/ui/Dates';
import { EmptyState } from '@/ui/EmptyState';
import { Money } from '@/ui/Money';
import { Card } from '../Card';
import { Loaded } from '../Loaded';
import { RefusalNotice } from '../RefusalNotice';
import { Screen } from '../Screen';
import './earnings.css';

type Credit = NonNullable<NonNullable<MyRebateToClaimQuery['rebateAccrual']>['credit']>;
type Cost = Credit['toClaim'][number];

/** How many costs the answer holds at most; of more than these all others are claimed as well. */
const SHOWN_MAX = 100;

export interface ClaimableLine {
  id: string;
  name: string;
  order: string;
  amount: MoneyValue;
}

/** The order lines that come to something, each once, however often it was counted. */
export function linesOf(costs: readonly Pick<Cost, 'amount' | 'order' | 'orderLine'>[]) {
  const lines = new Map<string, ClaimableLine>();
  for (const { orderLine, order, amount } of costs) {
    if (!orderLine) continue;
    const known = lines.get(orderLine.id);
    const total = known ? totalOf([known.amount, amount]) : amount;
    const { id, name } = orderLine;
    lines.set(id, { id, name, order: order?.number ?? '', amount: total ?? amount });
  }
  return [...lines.values()].filter(({ amount }) => !isNegative(amount) && !isZero(amount));
}

/** Claim a rebate for the order lines it came from; all of them are chosen beforehand. */
export function ClaimForm() {
  const { id } = useParams<{ id: string }>();
  const query = useQuery({
    query: MyRebateToClaimDocument,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  return (
    <Screen title={<Trans>Claim a rebate</Trans>} back={`/earnings/rebates/${id}`}>
      <Loaded query={query}>
        {({ rebateAccrual }) => {
          const credit = rebateAccrual?.credit;
          const lines = linesOf(credit?.toClaim ?? []);
          return credit && lines.length > 0 ? (
            <Form credit={credit} lines={lines} name={rebateAccrual.planName} />
          ) : (
            <EmptyState
              title={<Trans>There is nothing to claim.</Trans>}
              hint={<Trans>What is claimed already stands at the rebate.</Trans>}
            />
          );
        }}
      </Loaded>
    </Screen>
  );
}

interface FormProps {
  credit: Credit;
  lines: readonly ClaimableLine[];
  name: string;
}

function Form({ credit, lines, name }: FormProps) {
  const { t } = useLingui();
  const [, go] = useLocation();
  const [key] = useIdempotencyKey();
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const [note, setNote] = useState('');
  const deed = useDeed(ClaimMyRebateDocument, (answer) => answer.claimRebate);
  const chosen = lines.filter((line) => !leftOut.has(line.id));
  const total = totalOf(chosen.map((line) => line.amount));
  const isLong = credit.toClaim.length >= SHOWN_MAX;

  const choose = (line: string, isChosen: boolean): void => {
    const changed = new Set(leftOut);
    if (isChosen) changed.delete(line);
    else changed.add(line);
    setLeftOut(changed);
  };
  const send = async (): Promise<void> => {
    const done = await deed.run({
      input: {
        idempotencyKey: key,
        rebateCreditId: credit.id,
        leftOut: [...leftOut],
        note: note.trim(),
      },
    });
    if (!done) return;
    Toast.show({ icon: 'success', content: t`Sent to the brand.` });
    go(`/earnings/claims/${done.rebateClaim?.id ?? ''}`, { replace: true });
  };

  return (
    <>
      <Card title={name}>
        <p className="t-soft claim-hint">
          <Trans>
            Your order lines that this rebate came from. Leave out what you do not claim.
          </Trans>
          {credit.useUntil && (
            <>
              {' '}
              <Trans>
                Claim it by <BusinessDate value={credit.useUntil} />.
              </Trans>
            </>
          )}
        </p>
        <ul className="rows">
          {lines.map((line) => (
            <li key={line.id} className="pick">
              <Checkbox
                checked={!leftOut.has(line.id)}
                onChange={(isChosen) => {
                  choose(line.id, isChosen);
                }}
              >
                <span className="row-title">{line.name}</span>
                <span className="row-note">{line.order}</span>
              </Checkbox>
              <Money value={line.amount} />
            </li>
          ))}
        </ul>
        {isLong && (
          <p className="t-soft claim-hint">
            <Trans>The first ones are shown; all others are claimed with them.</Trans>
          </p>
        )}
      </Card>
      <Card title={<Trans>Note to the brand</Trans>}>
        <div className="claim-note">
          <TextArea
            aria-label={t`Note to the brand`}
            placeholder={t`You may leave this empty`}
            rows={2}
            maxLength={500}
            value={note}
            onChange={setNote}
          />
        </div>
      </Card>
      <RefusalNotice fault={deed.fault} />
      <Button
        block
        size="large"
        color="primary"
        disabled={chosen.length === 0}
        loading={deed.isBusy}
        onClick={send}
      >
        {isLong || !total ? (
          <Trans>Claim</Trans>
        ) : (
          <Trans>
            Claim <Money value={total} />
          </Trans>
        )}
      </Button>
    </>
  );
}
