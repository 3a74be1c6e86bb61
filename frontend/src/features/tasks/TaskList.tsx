import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { ListPage } from '@/console/list/ListPage';
import type { Column } from '@/console/list/types';
import { useStateFilter } from '@/console/parts/filters';
import { TaskTitle } from '@/console/tasks/TaskTitle';
import { taskHref } from '@/console/tasks/taskHref';
import { percentOf } from '@/console/tasks/useTask';
import { TaskListDocument } from '@/generated/graphql';
import type { TaskFieldsFragment, TaskState } from '@/generated/graphql';
import { Instant } from '@/ui/Dates';
import { StateTag } from '@/ui/StateTag';
import { Progress } from 'antd';

const COLUMNS: readonly Column<TaskFieldsFragment>[] = [
  {
    key: 'title',
    title: msg`Task`,
    cell: (row) => <TaskTitle task={row} />,
    text: (row) => `${row.kind} ${row.title}`,
  },
  {
    key: 'state',
    title: msg`State`,
    cell: (row) => <StateTag kind="task" state={row.state} />,
    text: (row) => row.state,
  },
  {
    key: 'progress',
    title: msg`Progress`,
    width: 180,
    cell: (row) => <Bar task={row} />,
    text: (row) => `${String(row.done)}/${String(row.total ?? '?')}`,
  },
  {
    key: 'by',
    title: msg`Started by`,
    cell: (row) => row.startedBy?.name,
    text: (row) => row.startedBy?.name,
  },
  {
    key: 'at',
    title: msg`Started`,
    cell: (row) => <Instant value={row.createdAt} />,
    text: (row) => row.createdAt,
  },
  {
    key: 'ended',
    title: msg`Ended`,
    cell: (row) => (row.finishedAt ? <Instant value={row.finishedAt} /> : '–'),
    text: (row) => row.finishedAt,
  },
  {
    key: 'refusal',
    title: msg`Why it was declined`,
    cell: (row) => row.refusalMessage,
    text: (row) => row.refusalMessage,
  },
];

function Bar({ task }: { task: TaskFieldsFragment }) {
  const { t } = useLingui();
  return (
    <Progress
      aria-label={t`Progress`}
      size="small"
      percent={percentOf(task) ?? 0}
      status={task.state === 'FAILED' ? 'exception' : task.state === 'DONE' ? 'success' : 'active'}
    />
  );
}

/** Long work of everybody, now and before. */
export function TaskList() {
  const { t } = useLingui();
  const state = useStateFilter('task');
  return (
    <ListPage
      name="tasks"
      title={<Trans>Tasks</Trans>}
      document={TaskListDocument}
      variables={(list) => {
        const states = list.values('state') as TaskState[];
        return {
          sort: 'NEWEST' as const,
          filter: {
            ...(states.length > 0 ? { states } : {}),
            ...(list.value('mine') ? { mine: true } : {}),
          },
        };
      }}
      connection={(answer) => answer.tasks}
      columns={COLUMNS}
      filters={[
        state,
        {
          kind: 'choice',
          name: 'mine',
          label: msg`Whose`,
          isSingle: true,
          options: [{ value: '1', label: t`Only mine` }],
        },
      ]}
      rowHref={taskHref}
      pollMs={3_000}
      empty={{
        title: <Trans>Nothing has run yet.</Trans>,
        hint: <Trans>Imports and closings work in the background and are listed here.</Trans>,
      }}
    />
  );
}
