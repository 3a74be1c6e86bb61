import { Plural, Trans } from '@lingui/react/macro';
import { DatePicker, Modal } from 'antd';
import dayjs from 'dayjs';
import type { Dayjs } from 'dayjs';
import { useId, useState } from 'react';
import { DeedFault } from '@/console/deeds/DeedFault';
import { useDeed } from '@/lib/useDeed';
import { CreateLinkDocument } from '@/generated/graphql';
import type { CreateLinkMutation, ItemFieldsFragment } from '@/generated/graphql';
import { useIdempotencyKey } from '@/lib/idempotency';
import { totalOf } from '@/lib/money';
import { Fact, Facts } from '@/ui/Facts';
import { Money } from '@/ui/Money';
import { LinkReady } from './LinkReady';

export type Link = Extract<
  CreateLinkMutation['createPaymentLink'],
  { __typename: 'CreatedPaymentLink' }
>;

interface Props {
  items: readonly ItemFieldsFragment[];
  onClose: (isDone: boolean) => void;
}

/** Shows what a link will ask for, makes it, and hands its address over. */
export function LinkMaker({ items, onClose }: Props) {
  const [key] = useIdempotencyKey();
  const [until, setUntil] = useState<Dayjs | null>(null);
  const [link, setLink] = useState<Link | null>(null);
  const field = useId();
  const making = useDeed(CreateLinkDocument, (data) => data.createPaymentLink);
  const total = totalOf(items.map(({ open }) => open));
  const debtor = items[0]?.debtor?.name;
  return (
    <Modal
      open
      title={<Trans>Payment link</Trans>}
      okText={link ? <Trans>Done</Trans> : <Trans>Make the link</Trans>}
      confirmLoading={making.isBusy}
      {...(link ? { cancelButtonProps: { style: { display: 'none' } } } : {})}
      onCancel={() => {
        onClose(link !== null);
      }}
      onOk={async () => {
        if (link) {
          onClose(true);
          return;
        }
        setLink(
          await making.run({
            input: {
              idempotencyKey: key,
              items: items.map(({ id }) => ({ receivableId: id })),
              expiresAt: until ? until.endOf('day').toISOString() : null,
            },
          }),
        );
      }}
    >
      {link ? (
        <LinkReady link={link} />
      ) : (
        <>
          <Facts>
            <Fact label={<Trans>Who pays</Trans>}>{debtor}</Fact>
            <Fact label={<Plural value={items.length} one="# item" other="# items" />}>
              {items.map(({ number }) => number).join(', ')}
            </Fact>
            {total && (
              <Fact label={<Trans>Asks for</Trans>}>
                <Money value={total} size="large" />
              </Fact>
            )}
            <Fact label={<label htmlFor={field}>{<Trans>Can be paid until</Trans>}</label>}>
              <DatePicker
                id={field}
                value={until}
                onChange={(next) => {
                  setUntil(next);
                }}
                disabledDate={(day) => day.isBefore(dayjs(), 'day')}
              />
              <span className="t-block t-soft">
                <Trans>90 days if you choose none</Trans>
              </span>
            </Fact>
          </Facts>
          <p className="t-soft">
            <Trans>Whoever has the link can pay. What is paid closes these items.</Trans>
          </p>
          <DeedFault fault={making.fault} />
        </>
      )}
    </Modal>
  );
}
