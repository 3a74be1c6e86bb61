import { Trans, useLingui } from '@lingui/react/macro';
import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import { useHasRole } from '@/app/SessionContext';
import { DeedFault } from '@/console/deeds/DeedFault';
import { TextField } from '@/console/parts/Fields';
import { GiveRebateInCashDocument } from '@/generated/graphql';
import type { RebateCreditFactsFragment } from '@/generated/graphql';
import { useIdempotencyKey } from '@/lib/idempotency';
import { isZero } from '@/lib/money';
import { BOOKKEEPING } from '@/lib/roles';
import { useDeed } from '@/lib/useDeed';

interface Props {
  credit: RebateCreditFactsFragment;
  distributorId: string;
  onDone: () => void;
}

/** Lets what is left of rebates be paid out with the next batch. */
export function GiveInCash({ credit, distributorId, onDone }: Props) {
  const { t } = useLingui();
  const { message } = App.useApp();
  const [isOpen, setIsOpen] = useState(false);
  const [amount, setAmount] = useState(credit.left.amount);
  const [key, renew] = useIdempotencyKey();
  const giving = useDeed(GiveRebateInCashDocument, (data) => data.giveRebateInCash);
  const mayGive = useHasRole(...BOOKKEEPING);
  if (!mayGive || isZero(credit.left)) return null;

  const give = async (): Promise<void> => {
    const { currency } = credit;
    const input = {
      distributorId,
      amount: { amount: amount.trim(), currency },
      idempotencyKey: key,
    };
    const done = await giving.run({ input });
    if (!done) return;
    renew();
    setIsOpen(false);
    onDone();
    const { number } = done;
    void message.success(t`${number}: it is a part of the next payout.`);
  };

  return (
    <>
      <Button
        onClick={() => {
          setAmount(credit.left.amount);
          renew();
          setIsOpen(true);
        }}
      >
        <Trans>Give in cash…</Trans>
      </Button>
      <Modal
        open={isOpen}
        title={t`Give this rebate in cash?`}
        okText={t`Give in cash`}
        okButtonProps={{ disabled: amount.trim() === '', loading: giving.isBusy }}
        cancelText={t`Keep it`}
        onOk={() => {
          void give();
        }}
        onCancel={() => {
          setIsOpen(false);
        }}
      >
        <p>
          <Trans>
            It goes the way of commissions, and two people let the payout go. Of all rebates of this
            distributor, what ends first is used first.
          </Trans>
        </p>
        <TextField
          label={<Trans>Amount, {credit.currency}</Trans>}
          value={amount}
          onChange={(next) => {
            setAmount(next);
            renew();
          }}
        />
        <DeedFault fault={giving.fault} />
      </Modal>
    </>
  );
}
