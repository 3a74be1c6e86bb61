import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Progress } from 'antd';
import type { Batch } from './BatchPage';
import { progressOf } from './batch';

/** How many payments have got through, and what becomes of those that have not yet. */
export function BatchProgress({ batch }: { batch: Batch }) {
  const { t } = useLingui();
  if (batch.state !== 'RELEASED' && batch.state !== 'COMPLETED') return null;
  const { percent } = progressOf(batch);
  const paid = batch.paid.totalCount;
  const failed = batch.failed.totalCount;
  const unknown = batch.unknown.totalCount;
  const waiting = batch.ready.totalCount + batch.sending.totalCount;
  const all = batch.itemCount;
  return (
    <section className="card batch-progress" aria-live="polite">
      <Progress
        aria-label={t`Progress`}
        percent={percent}
        success={{ percent: all === 0 ? 0 : (paid / all) * 100 }}
        status={batch.state === 'RELEASED' ? 'active' : failed > 0 ? 'exception' : 'success'}
      />
      <p>
        <Trans>
          {paid} of {all} payments are made
        </Trans>
        {waiting > 0 && (
          <>
            {' · '}
            <Plural
              value={waiting}
              one="# is waiting or being sent"
              other="# are waiting or being sent"
            />
          </>
        )}
        {failed > 0 && (
          <span className="t-tone-bad">
            {' · '}
            <Plural value={failed} one="# did not go through" other="# did not go through" />
          </span>
        )}
      </p>
      {unknown > 0 && (
        <p className="batch-unknown">
          <Plural
            value={unknown}
            one="# payment ended without a clear answer. It is looked up at the provider every minute and never simply sent again; there is nothing to do."
            other="# payments ended without a clear answer. They are looked up at the provider every minute and never simply sent again; there is nothing to do."
          />
        </p>
      )}
    </section>
  );
}
