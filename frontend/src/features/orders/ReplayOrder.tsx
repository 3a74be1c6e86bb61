import { Trans } from '@lingui/react/macro';
import { Button } from 'antd';
import { useState } from 'react';
import { DeedFault } from '@/console/deeds/DeedFault';
import { ReplayOrderDocument } from '@/generated/graphql';
import type { ReplayOrderMutation } from '@/generated/graphql';
import { useDeed } from '@/lib/useDeed';

type Seen = Extract<ReplayOrderMutation['replayOrder'], { __typename: 'OrderReplay' }>;

/** Computes the order again from what was stored with it, and says whether it is the same. */
export function ReplayOrder({ orderId }: { orderId: string }) {
  const [seen, setSeen] = useState<Seen | null>(null);
  const replaying = useDeed(ReplayOrderDocument, (data) => data.replayOrder);
  return (
    <div className="order-replay" aria-live="polite">
      <Button
        loading={replaying.isBusy}
        onClick={async () => {
          setSeen(await replaying.run({ input: { orderId } }));
        }}
      >
        <Trans>Compute again</Trans>
      </Button>
      {seen?.isSame && (
        <span>
          <Trans>The same to the cent.</Trans>
        </span>
      )}
      {seen?.difference && (
        <span>
          <Trans>
            It differs first at {seen.difference.where}: {seen.difference.stored} was stored,{' '}
            {seen.difference.computed} is computed.
          </Trans>
        </span>
      )}
      <DeedFault fault={replaying.fault} />
    </div>
  );
}
