import { Trans, useLingui } from '@lingui/react/macro';
import { SafetyCertificateOutlined } from '@ant-design/icons';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useHasRole } from '@/app/SessionContext';
import { DeedFault } from '@/console/deeds/DeedFault';
import { Panel } from '@/console/parts/Panel';
import { PREPARING_PAYOUTS, RELEASING_PAYOUTS, STOPPING_PAYOUTS } from '@/console/roles';
import { ReleasePayoutBatchDocument, SubmitPayoutBatchDocument } from '@/generated/graphql';
import { useIdempotencyKey } from '@/lib/idempotency';
import { formatMoney } from '@/lib/money';
import { useDeed } from '@/lib/useDeed';
import { Money } from '@/ui/Money';
import type { Batch } from './BatchPage';
import { CancelBatch } from './CancelBatch';
import { grouped, releaseObstacle } from './batch';

interface Props {
  batch: Batch;
  viewerId: string | null;
  onDone: () => void;
}

/** What this person can do with the batch now, or why not. */
export function BatchActions({ batch, viewerId, onDone }: Props) {
  const mayStop = useHasRole(...STOPPING_PAYOUTS);
  const isOpen = ['DRAFT', 'SUBMITTED', 'RELEASED'].includes(batch.state);
  if (!isOpen) return null;
  const canCancel = mayStop && (batch.state !== 'RELEASED' || batch.ready.totalCount > 0);
  const cancel = canCancel && <CancelBatch batch={batch} onDone={onDone} />;
  if (batch.state === 'DRAFT') {
    return (
      <Panel title={<Trans>Next: submit</Trans>} actions={cancel}>
        <Submit batch={batch} onDone={onDone} />
      </Panel>
    );
  }
  if (batch.state === 'SUBMITTED') {
    return (
      <Panel title={<Trans>Next: release by another person</Trans>} actions={cancel}>
        <Release batch={batch} viewerId={viewerId} onDone={onDone} />
      </Panel>
    );
  }
  return cancel ? (
    <Panel title={<Trans>Being paid</Trans>} actions={cancel}>
      <Trans>Payments that have not been sent yet can still be taken back.</Trans>
    </Panel>
  ) : null;
}

function Submit({ batch, onDone }: { batch: Batch; onDone: () => void }) {
  const [key, renew] = useIdempotencyKey();
  const submitting = useDeed(SubmitPayoutBatchDocument, (data) => data.submitPayoutBatch);
  const maySubmit = useHasRole(...PREPARING_PAYOUTS);
  const submit = async (): Promise<void> => {
    const done = await submitting.run({
      input: { payoutBatchId: batch.id, idempotencyKey: key },
    });
    if (done) renew();
    onDone();
  };
  return (
    <div className="batch-next">
      <p>
        <Trans>
          Submitting freezes payees, amounts and total. Then another person compares them and
          releases the money.
        </Trans>
      </p>
      <DeedFault fault={submitting.fault} />
      {maySubmit ? (
        <Button
          type="primary"
          loading={submitting.isBusy}
          onClick={() => {
            void submit();
          }}
        >
          <Trans>Submit for release</Trans>
        </Button>
      ) : (
        <p className="t-soft">
          <Trans>A payout operator submits it.</Trans>
        </p>
      )}
    </div>
  );
}

function Release({ batch, viewerId, onDone }: Props) {
  const { i18n } = useLingui();
  const [key, renew] = useIdempotencyKey();
  const releasing = useDeed(ReleasePayoutBatchDocument, (data) => data.releasePayoutBatch);
  const [isCompared, setIsCompared] = useState(false);
  const obstacle = releaseObstacle(batch.maker?.id, viewerId, useHasRole(...RELEASING_PAYOUTS));
  const digest = batch.itemsSha256 ?? '';
  const total = formatMoney(batch.total, i18n.locale);
  const release = async (): Promise<void> => {
    const done = await releasing.run({
      input: {
        payoutBatchId: batch.id,
        total: { amount: batch.total.amount, currency: batch.total.currency },
        digest,
        idempotencyKey: key,
      },
    });
    if (done) renew();
    onDone();
  };
  if (obstacle === 'maker') {
    return (
      <p className="batch-obstacle" role="note">
        <Trans>
          You prepared this batch, so you cannot release it: money never leaves by one person&apos;s
          hand alone. Ask an owner or a finance director to look at it.
        </Trans>
      </p>
    );
  }
  if (obstacle === 'role') {
    return (
      <p className="batch-obstacle" role="note">
        <Trans>An owner or a finance director who did not prepare it releases this batch.</Trans>
      </p>
    );
  }
  return (
    <div className="batch-next">
      <dl className="batch-compare">
        <div>
          <dt>
            <Trans>Total</Trans>
          </dt>
          <dd>
            <Money value={batch.total} size="large" />
          </dd>
        </div>
        <div>
          <dt>
            <Trans>Hash of its items</Trans>
          </dt>
          <dd className="digest">{grouped(digest)}</dd>
        </div>
      </dl>
      <Checkbox
        checked={isCompared}
        onChange={(event) => {
          setIsCompared(event.target.checked);
        }}
      >
        <Trans>I have compared total, payees and hash with what was submitted.</Trans>
      </Checkbox>
      <DeedFault fault={releasing.fault} />
      <Button
        type="primary"
        size="large"
        icon={<SafetyCertificateOutlined />}
        disabled={!isCompared}
        loading={releasing.isBusy}
        onClick={() => {
          void release();
        }}
      >
        <Trans>Release {total}</Trans>
      </Button>
    </div>
  );
}
