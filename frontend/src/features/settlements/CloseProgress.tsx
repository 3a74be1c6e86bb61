import { Trans } from '@lingui/react/macro';
import { Button, Space } from 'antd';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { Panel } from '@/console/parts/Panel';
import { TaskProgress } from '@/console/tasks/TaskProgress';
import { isOver, useTask } from '@/console/tasks/useTask';
import { Skeleton } from '@/ui/Skeleton';

interface Props {
  taskId: string;
  /** Called once when the closing has ended, well or not. */
  onOver: () => void;
  onNext: () => void;
}

/** A closing that is going on; its address brings back the same page after a reload. */
export function CloseProgress({ taskId, onOver, onNext }: Props) {
  const task = useTask(taskId);
  const over = task !== null && isOver(task);
  const told = useRef(onOver);
  useEffect(() => {
    if (over) told.current();
  }, [over]);
  const run = task?.subject?.__typename === 'SettlementRun' ? task.subject.id : null;
  return (
    <Panel
      title={
        task?.state === 'DONE' ? (
          <Trans>The period is closed</Trans>
        ) : (
          <Trans>Closing the period</Trans>
        )
      }
    >
      {!task && <Skeleton lines={2} />}
      {task && (
        <div className="close-progress">
          <TaskProgress task={task} />
          {!over && (
            <p className="t-soft">
              <Trans>
                You can leave this page: the closing goes on, and the list of tasks shows how far it
                is.
              </Trans>
            </p>
          )}
          {over && (
            <Space wrap>
              {run && (
                <Link href={`/statements?run=${run}`}>
                  <Button type="primary">
                    <Trans>Look at the statements</Trans>
                  </Button>
                </Link>
              )}
              <Button onClick={onNext}>
                {task.state === 'DONE' ? <Trans>To the next period</Trans> : <Trans>Back</Trans>}
              </Button>
            </Space>
          )}
        </div>
      )}
    </Panel>
  );
}
