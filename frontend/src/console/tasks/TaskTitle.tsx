import { Trans } from '@lingui/react/macro';
import type { TaskFieldsFragment } from '@/generated/graphql';
import { never } from '@/lib/never';

/** What a task does, in words. */
export function TaskTitle({ task }: { task: Pick<TaskFieldsFragment, 'kind' | 'title'> }) {
  const { kind, title } = task;
  switch (kind) {
    case 'IMPORT_ORDERS':
      return <Trans>Import {title}</Trans>;
    case 'CLOSE_MONTH':
      return <Trans>Close {title}</Trans>;
    default:
      return never(kind);
  }
}
