import { useQuery } from 'urql';
import { TaskByIdDocument, TaskChangedDocument } from '@/generated/graphql';
import type { TaskFieldsFragment } from '@/generated/graphql';
import { useLive } from '@/lib/useLive';
import { usePoll } from '@/lib/usePoll';

const POLL_MS = 1_500;

export const isOver = (task: Pick<TaskFieldsFragment, 'state'>): boolean =>
  task.state === 'DONE' || task.state === 'FAILED';

/** How much of a task is done, from 0 to 100; null as long as nobody knows. */
export function percentOf(
  task: Pick<TaskFieldsFragment, 'state' | 'done' | 'total'>,
): number | null {
  if (task.state === 'DONE') return 100;
  if (task.total === null || task.total <= 0) return null;
  return Math.min(99, Math.floor((task.done / task.total) * 100));
}

/** Follow one task until it is over. */
export function useTask(id: string | null | undefined): TaskFieldsFragment | null {
  const [{ data }, ask] = useQuery({
    query: TaskByIdDocument,
    variables: { id: id ?? '' },
    pause: !id,
  });
  const task = id && data?.task?.id === id ? data.task : null;
  const again = (): void => {
    ask({ requestPolicy: 'network-only' });
  };
  const isOpen = Boolean(id) && !(task && isOver(task));
  const isLive = useLive(TaskChangedDocument, id ?? '', isOpen, again);
  usePoll(isOpen && !isLive, POLL_MS, again);
  return task;
}
