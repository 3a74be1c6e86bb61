import { Trans, useLingui } from '@lingui/react/macro';
import { Progress } from 'antd';
import type { TaskFieldsFragment } from '@/generated/graphql';
import { RefusalText } from '../deeds/RefusalText';
import { StateTag } from '@/ui/StateTag';
import { TaskTitle } from './TaskTitle';
import { isOver, percentOf } from './useTask';
import './tasks.css';

/** How far a task is; the bar moves without a number while nobody knows how much there is. */
export function TaskProgress({ task }: { task: TaskFieldsFragment }) {
  const { t } = useLingui();
  const percent = percentOf(task);
  const { done, total } = task;
  return (
    <div className="task">
      <div className="task-head">
        <span className="task-title">
          <TaskTitle task={task} />
        </span>
        <StateTag kind="task" state={task.state} />
      </div>
      <Progress
        aria-label={t`Progress`}
        percent={percent ?? (isOver(task) ? 0 : 30)}
        status={
          task.state === 'FAILED' ? 'exception' : task.state === 'DONE' ? 'success' : 'active'
        }
        showInfo={percent !== null}
        size="small"
      />
      <div className="t-soft" role="status">
        {task.state === 'QUEUED' && <Trans>Waits for its turn.</Trans>}
        {task.state === 'RUNNING' &&
          (total ? (
            <Trans>
              {done} of {total}
            </Trans>
          ) : (
            <Trans>Working…</Trans>
          ))}
        {task.state === 'FAILED' && (
          <div className="t-tone-bad">
            <RefusalText code={task.refusalCode ?? ''} message={task.refusalMessage ?? ''} />
          </div>
        )}
      </div>
    </div>
  );
}
