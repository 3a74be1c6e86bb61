import { Trans, useLingui } from '@lingui/react/macro';
import { LockOutlined, ReloadOutlined } from '@ant-design/icons';
import { App, Button, Checkbox, Steps } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { DeedFault } from '@/console/deeds/DeedFault';
import { useDeed } from '@/lib/useDeed';
import { Panel } from '@/console/parts/Panel';
import { CloseMonthDocument, PreviewMonthDocument } from '@/generated/graphql';
import type { CalendarPeriodFragment, PreviewMonthMutation } from '@/generated/graphql';
import { formatPeriod } from '@/lib/dates';
import { useIdempotencyKey } from '@/lib/idempotency';
import { Skeleton } from '@/ui/Skeleton';
import { PreviewTotals } from './PreviewTotals';
import { Readiness } from './Readiness';
import { checksOf } from './cycles';

export type Preview = Extract<PreviewMonthMutation['previewMonth'], { __typename: 'MonthPreview' }>;

interface Props {
  period: CalendarPeriodFragment;
  /** The one before it, when that is closed. */
  previous: CalendarPeriodFragment | null;
  onStarted: (taskId: string) => void;
}

/** Preview a period, tick its totals off, close it. */
export function RunWizard({ period, previous, onStarted }: Props) {
  const { t, i18n } = useLingui();
  const { modal } = App.useApp();
  const [key, renew] = useIdempotencyKey();
  const previewing = useDeed(PreviewMonthDocument, (data) => data.previewMonth);
  const lastOne = useDeed(PreviewMonthDocument, (data) => data.previewMonth);
  const closing = useDeed(CloseMonthDocument, (data) => data.closeMonth);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [before, setBefore] = useState<Preview | null>(null);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());

  const look = async (): Promise<void> => {
    setTicked(new Set());
    setPreview(null);
    setPreview(await previewing.run({ month: period.name }));
    setBefore(previous && (await lastOne.run({ month: previous.name })));
  };
  const first = useRef(look);
  useEffect(() => {
    void first.current();
  }, []);

  const tick = (name: string, isTicked: boolean): void => {
    const next = new Set(ticked);
    if (isTicked) next.add(name);
    else next.delete(name);
    setTicked(next);
  };
  const checks = checksOf(preview?.totals.map((total) => total.currency) ?? []);
  const left = checks.filter((check) => !ticked.has(check)).length;
  const canClose = preview !== null && preview.isOver && !preview.isClosed;
  const name = formatPeriod(period.periodStart, period.periodEnd, i18n.locale);
  const count = preview?.statements ?? 0;

  const close = async (): Promise<void> => {
    const isSure = await modal.confirm({
      title: t`Close ${name} for good?`,
      content: t`It cannot be opened again. ${count} statements will be issued and printed; what comes later for this period appears in the next one.`,
      okText: t`Close the period`,
      cancelText: t`Not yet`,
    });
    if (!isSure) return;
    const started = await closing.run({ input: { month: period.name, idempotencyKey: key } });
    if (started?.task) {
      renew();
      onStarted(started.task.id);
    }
  };

  return (
    <Panel
      title={<Trans>Settle {name}</Trans>}
      actions={
        <Button
          icon={<ReloadOutlined />}
          loading={previewing.isBusy}
          onClick={() => {
            void look();
          }}
        >
          <Trans>Preview again</Trans>
        </Button>
      }
    >
      <Steps
        size="small"
        className="run-steps"
        current={!preview || preview.isClosed ? 0 : canClose && left === 0 ? 2 : 1}
        items={[
          { title: <Trans>Choose the period</Trans> },
          { title: <Trans>Check the preview</Trans> },
          { title: <Trans>Close it</Trans> },
        ]}
      />
      <DeedFault
        fault={previewing.fault ?? closing.fault}
        onRetry={() => {
          void look();
        }}
      />
      {!preview && previewing.isBusy && <Skeleton lines={6} />}
      {preview && (
        <>
          <Readiness preview={preview} before={previous} />
          <PreviewTotals
            preview={preview}
            before={before}
            ticked={ticked}
            onTick={canClose ? tick : null}
          />
          {canClose && (
            <div className="run-close">
              <Checkbox
                checked={ticked.has('ready')}
                onChange={(event) => {
                  tick('ready', event.target.checked);
                }}
              >
                <Trans>I have seen what is not ready, and it may wait for the next period.</Trans>
              </Checkbox>
              <Checkbox
                checked={ticked.has('count')}
                onChange={(event) => {
                  tick('count', event.target.checked);
                }}
              >
                <Trans>{count} statements are what I expect.</Trans>
              </Checkbox>
              <Button
                type="primary"
                size="large"
                icon={<LockOutlined />}
                disabled={left > 0}
                loading={closing.isBusy}
                onClick={() => {
                  void close();
                }}
              >
                <Trans>Close {name}</Trans>
              </Button>
              {left > 0 && (
                <span className="t-soft" role="status">
                  <Trans>{left} to be ticked off first</Trans>
                </span>
              )}
            </div>
          )}
        </>
      )}
    </Panel>
  );
}
