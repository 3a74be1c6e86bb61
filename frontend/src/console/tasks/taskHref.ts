import type { TaskFieldsFragment } from '@/generated/graphql';

/** Where the work of a task can be followed, or what it made can be seen. */
export function taskHref(
  task: Pick<TaskFieldsFragment, 'id' | 'kind' | 'title' | 'subject'>,
): string {
  if (task.kind === 'CLOSE_MONTH') {
    const run = task.subject?.__typename === 'SettlementRun' ? task.subject.id : null;
    return run ? `/statements?run=${run}` : `/settlement?period=${task.title}&task=${task.id}`;
  }
  return task.subject?.__typename === 'ImportRun' ? `/imports/${task.subject.id}` : '/tasks';
}
