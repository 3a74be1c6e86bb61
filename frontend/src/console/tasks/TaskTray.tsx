import { SyncOutlined, UnorderedListOutlined } from '@ant-design/icons';
import { Trans, useLingui } from '@lingui/react/macro';
import { Badge, Button, Popover } from 'antd';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { OpenTasksDocument } from '@/generated/graphql';
import { usePoll } from '@/lib/usePoll';
import { TaskProgress } from './TaskProgress';
import { taskHref } from './taskHref';

const BUSY_MS = 2_000;
const IDLE_MS = 20_000;

/** Long work, wherever one is in the console: what runs now, and what of mine has ended. */
export function TaskTray() {
  const { t } = useLingui();
  const [isOpen, setIsOpen] = useState(false);
  const [{ data }, ask] = useQuery({ query: OpenTasksDocument });
  const running = data?.open.nodes ?? [];
  const tasks = [...running, ...(data?.ended.nodes ?? [])].slice(0, 6);
  const count = running.length;
  usePoll(true, count > 0 || isOpen ? BUSY_MS : IDLE_MS, () => {
    ask({ requestPolicy: 'network-only' });
  });
  const content = (
    <div className="task-tray">
      {tasks.length === 0 && (
        <p className="t-soft">
          <Trans>Nothing is running. Imports and closings show up here.</Trans>
        </p>
      )}
      {tasks.map((task) => (
        <Link
          key={task.id}
          href={taskHref(task)}
          onClick={() => {
            setIsOpen(false);
          }}
        >
          <TaskProgress task={task} />
        </Link>
      ))}
      <Link
        href="/tasks"
        className="task-all"
        onClick={() => {
          setIsOpen(false);
        }}
      >
        <Trans>All tasks</Trans>
      </Link>
    </div>
  );
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={isOpen}
      onOpenChange={setIsOpen}
      content={content}
      title={t`Tasks`}
    >
      <Badge count={count} size="small" offset={[-6, 6]}>
        <Button
          type="text"
          icon={count > 0 ? <SyncOutlined spin /> : <UnorderedListOutlined />}
          aria-label={count > 0 ? t`Tasks, ${count} running` : t`Tasks`}
        />
      </Badge>
    </Popover>
  );
}
