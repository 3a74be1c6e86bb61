import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from 'antd';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Link, useParams } from 'wouter';
import { RefusalText } from '@/console/deeds/RefusalText';
import { Page } from '@/console/Page';
import { SubjectPage } from '@/console/SubjectPage';
import { Panel } from '@/console/parts/Panel';
import { PlainTable } from '@/console/parts/PlainTable';
import { TaskProgress } from '@/console/tasks/TaskProgress';
import {
  ImportRunChangedDocument,
  ImportRunPageDocument,
  OpenTasksDocument,
  TaskChangedDocument,
} from '@/generated/graphql';
import type { ImportRunPageQuery, QuarantineFieldsFragment } from '@/generated/graphql';
import { useLive } from '@/lib/useLive';
import { usePoll } from '@/lib/usePoll';
import { Instant } from '@/ui/Dates';
import { Fact, Facts } from '@/ui/Facts';
import { StateTag } from '@/ui/StateTag';
import { Figures } from './Figures';
import { QuarantineFix } from './QuarantineFix';
import { quarantineColumns } from './quarantineColumns';
import { LayoutName } from './words';

const POLL_MS = 1_500;

type Run = NonNullable<ImportRunPageQuery['importRun']>;

/** One file: how far it is, what came of it, and what waits in quarantine. */
export function ImportRunPage() {
  const { id } = useParams<{ id: string }>();
  const query = useQuery({
    query: ImportRunPageDocument,
    variables: { id: decodeURIComponent(id) },
  });
  const [{ data }, ask] = query;
  const run = data?.importRun;
  const again = (): void => {
    ask({ requestPolicy: 'network-only' });
  };
  const isRunning = run?.state === 'RUNNING';
  const isLive = useLive(ImportRunChangedDocument, run?.id ?? '', isRunning, again);
  usePoll(isRunning && !isLive, POLL_MS, again);
  return (
    <SubjectPage
      kind={<Trans>Import</Trans>}
      list={{ href: '/imports', title: <Trans>All imports</Trans> }}
      query={query}
      subject={run}
      missing={<Trans>There is no such import.</Trans>}
    >
      {(run) => (
        <Page title={run.fileName}>
          <div className="panels panels-2">
            <Outcome run={run} />
            <FileFacts run={run} />
            {run.waiting.nodes.length > 0 && <Waiting run={run} onChange={again} />}
          </div>
        </Page>
      )}
    </SubjectPage>
  );
}

function Outcome({ run }: { run: Run }) {
  const [{ data }, ask] = useQuery({ query: OpenTasksDocument });
  const task = [...(data?.open.nodes ?? []), ...(data?.ended.nodes ?? [])].find(
    ({ subject }) => subject?.id === run.id,
  );
  const again = (): void => {
    ask({ requestPolicy: 'network-only' });
  };
  const isRunning = run.state === 'RUNNING';
  const isLive = useLive(TaskChangedDocument, task?.id ?? '', isRunning && Boolean(task), again);
  usePoll(isRunning && !isLive, POLL_MS, again);
  return (
    <Panel title={<Trans>Outcome</Trans>} actions={<StateTag kind="importRun" state={run.state} />}>
      {run.state === 'RUNNING' && task && <TaskProgress task={task} />}
      {run.state === 'RUNNING' && !task && (
        <p role="status">
          <Trans>The file is being read.</Trans>
        </p>
      )}
      {run.state === 'FAILED' && (
        <div className="t-notice" role="alert">
          <RunRefusal refusal={run.refusal ?? ''} />
          <Link href={`/imports/new?channel=${run.channel?.id ?? ''}`}>
            <Trans>Import another file</Trans>
          </Link>
        </div>
      )}
      {run.state === 'DONE' && (
        <Figures
          figures={[
            { label: <Trans>Orders in it</Trans>, value: run.ordersRead },
            { label: <Trans>New</Trans>, value: run.ordersLoaded, tone: 'good' },
            { label: <Trans>Changed</Trans>, value: run.ordersUpdated },
            { label: <Trans>Known already</Trans>, value: run.ordersUnchanged },
            { label: <Trans>Returns</Trans>, value: run.returnsLoaded },
            {
              label: <Trans>In quarantine</Trans>,
              value: run.ordersQuarantined,
              tone: run.ordersQuarantined > 0 ? 'warn' : 'good',
            },
          ]}
        />
      )}
    </Panel>
  );
}

/** The API keeps a refusal as its code and its message: `FILE_EMPTY: There is nothing in it.` */
function RunRefusal({ refusal }: { refusal: string }) {
  const [code = '', ...rest] = refusal.split(': ');
  return (
    <div>
      <RefusalText code={code} message={rest.join(': ')} />
    </div>
  );
}

function FileFacts({ run }: { run: Run }) {
  const { i18n } = useLingui();
  return (
    <Panel title={<Trans>The file</Trans>}>
      <Facts>
        <Fact label={<Trans>Channel</Trans>}>
          {run.channel && (
            <Link href={`/orders?channel=${run.channel.id}`}>{run.channel.name}</Link>
          )}
        </Fact>
        <Fact label={<Trans>Layout</Trans>}>
          <LayoutName layout={run.adapter} />
        </Fact>
        <Fact label={<Trans>Rows</Trans>}>{i18n.number(run.rowsRead)}</Fact>
        <Fact label={<Trans>Size</Trans>}>{i18n.number(Math.ceil(run.sizeBytes / 1024))} KB</Fact>
        <Fact label={<Trans>Started</Trans>}>
          <Instant value={run.startedAt} />
        </Fact>
        {run.finishedAt && (
          <Fact label={<Trans>Ended</Trans>}>
            <Instant value={run.finishedAt} />
          </Fact>
        )}
        <Fact label={<Trans>Fingerprint</Trans>}>
          <code title={run.sha256}>{run.sha256.slice(0, 16)}</code>
        </Fact>
      </Facts>
    </Panel>
  );
}

function Waiting({ run, onChange }: { run: Run; onChange: () => void }) {
  const { t } = useLingui();
  const [row, setRow] = useState<QuarantineFieldsFragment | null>(null);
  const { totalCount } = run.waiting;
  return (
    <div className="panels-wide">
      <Panel
        isFlush
        title={<Trans>Waiting in quarantine ({totalCount} rows)</Trans>}
        actions={
          <Link href={`/quarantine?run=${run.id}&state=OPEN`} asChild>
            <Button href={`/quarantine?run=${run.id}&state=OPEN`}>
              <Trans>All of them</Trans>
            </Button>
          </Link>
        }
      >
        <PlainTable
          label={t`Rows in quarantine`}
          rows={run.waiting.nodes}
          columns={quarantineColumns({ hasFile: false, onFix: setRow })}
          rowKey={(one) => one.id}
          empty={<Trans>Nothing waits.</Trans>}
        />
      </Panel>
      <QuarantineFix
        row={row}
        onClose={() => {
          setRow(null);
          onChange();
        }}
      />
    </div>
  );
}
