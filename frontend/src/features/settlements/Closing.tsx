import { useEffect, useRef, useState } from 'react';
import { useQuery } from 'urql';
import { useSearchParams } from 'wouter';
import { DeedFault } from '@/console/deeds/DeedFault';
import { OpenTasksDocument, PreviewCalendarDocument } from '@/generated/graphql';
import type { CalendarPeriodFragment } from '@/generated/graphql';
import { useDeed } from '@/lib/useDeed';
import { Skeleton } from '@/ui/Skeleton';
import { CloseProgress } from './CloseProgress';
import { CycleStrip } from './CycleStrip';
import { RunWizard } from './RunWizard';
import { closedBefore, nextOf, shownOf } from './cycles';

const CLOSED_SHOWN = 6;

/** Which period is to be closed, and the wizard that closes it. */
export function Closing({ onOver }: { onOver: () => void }) {
  const [params, setParams] = useSearchParams();
  const [periods, setPeriods] = useState<readonly CalendarPeriodFragment[] | null>(null);
  const looking = useDeed(PreviewCalendarDocument, (data) => data.previewCalendar);
  const [tasks] = useQuery({ query: OpenTasksDocument });

  const look = async (): Promise<void> => {
    const found = await looking.run({ closed: CLOSED_SHOWN });
    if (found) setPeriods(found.periods);
  };
  const first = useRef(look);
  useEffect(() => {
    void first.current();
  }, []);

  // Whoever comes back, or looks from another desk, finds the closing that is going on.
  const running = tasks.data?.open.nodes.find((one) => one.kind === 'CLOSE_MONTH');
  const taskId = params.get('task') ?? running?.id;
  const shown = shownOf(periods ?? []);
  const named = params.get('period') ?? running?.title;
  const chosen = shown.find((period) => period.name === named) ?? nextOf(shown);
  const go = (values: Record<string, string>): void => {
    setParams(new URLSearchParams(values));
  };

  return (
    <>
      <DeedFault
        fault={looking.fault}
        onRetry={() => {
          void look();
        }}
      />
      {!periods && looking.isBusy && <Skeleton lines={8} />}
      <CycleStrip
        periods={shown}
        chosen={chosen?.name ?? null}
        closing={running?.title ?? null}
        onChoose={(period) => {
          go({ period });
        }}
      />
      {taskId && (
        <CloseProgress
          key={taskId}
          taskId={taskId}
          onOver={() => {
            void look();
            onOver();
          }}
          onNext={() => {
            go({});
          }}
        />
      )}
      {!taskId && chosen && (
        <RunWizard
          key={chosen.name}
          period={chosen}
          previous={closedBefore(periods ?? [], chosen.periodStart)}
          onStarted={(task) => {
            go({ period: chosen.name, task });
          }}
        />
      )}
    </>
  );
}
