import { Plural, Trans } from '@lingui/react/macro';
import { Button, Space } from 'antd';
import { useEffect, useEffectEvent, useState } from 'react';
import { DeedFault } from '@/console/deeds/DeedFault';
import { useDeed } from '@/lib/useDeed';
import { Panel } from '@/console/parts/Panel';
import type { ChannelChoice } from '@/console/parts/useChannels';
import { ImportOrdersDocument, PreviewImportDocument } from '@/generated/graphql';
import type { PreviewImportMutation } from '@/generated/graphql';
import { Skeleton } from '@/ui/Skeleton';
import { FaultTable } from './FaultTable';
import { Figures } from './Figures';
import { SampleTable } from './SampleTable';
import { LayoutName } from './words';

export type Preview = Extract<
  PreviewImportMutation['previewImport'],
  { __typename: 'ImportPreview' }
>;

interface Props {
  channel: ChannelChoice | null;
  channelId: string;
  uploadId: string;
  fileName: string;
  onBack: () => void;
  onStarted: (runId: string | null) => void;
}

/** What the file would bring, with its faults; then it is loaded, or another one is chosen. */
export function PreviewFile(props: Props) {
  const { channel, channelId, uploadId, fileName, onBack, onStarted } = props;
  const [preview, setPreview] = useState<Preview | null>(null);
  const looking = useDeed(PreviewImportDocument, (data) => data.previewImport);
  const starting = useDeed(ImportOrdersDocument, (data) => data.importOrders);

  const [attempt, setAttempt] = useState(0);

  const look = useEffectEvent(() => {
    void looking.run({ input: { channelId, uploadId } }).then(setPreview);
  });
  useEffect(() => {
    look();
  }, [channelId, uploadId, attempt]);

  const begin = async (): Promise<void> => {
    const started = await starting.run({ input: { channelId, uploadId } });
    if (!started) return;
    const subject = started.task?.subject;
    onStarted(subject?.__typename === 'ImportRun' ? subject.id : null);
  };

  return (
    <div className="panels">
      <Panel
        title={fileName || <Trans>The file</Trans>}
        actions={
          <Space>
            <Button onClick={onBack}>
              <Trans>Another file</Trans>
            </Button>
            <Button
              type="primary"
              disabled={!preview || preview.ordersRead === 0}
              loading={starting.isBusy}
              onClick={() => void begin()}
            >
              <Trans>Load the orders</Trans>
            </Button>
          </Space>
        }
      >
        <DeedFault fault={starting.fault} />
        <DeedFault
          fault={looking.fault}
          onRetry={() => {
            setAttempt(attempt + 1);
          }}
        />
        {!preview && !looking.fault && <Skeleton lines={5} />}
        {preview && <Found preview={preview} channel={channel} />}
      </Panel>
      {preview && preview.faults.length > 0 && (
        <Panel isFlush title={<Trans>What would wait in quarantine</Trans>}>
          <FaultTable faults={preview.faults} />
        </Panel>
      )}
      {preview && preview.sample.length > 0 && (
        <Panel isFlush title={<Trans>The first rows, as they are read</Trans>}>
          <SampleTable rows={preview.sample} />
        </Panel>
      )}
    </div>
  );
}

function Found({ preview, channel }: { preview: Preview; channel: ChannelChoice | null }) {
  const { rowsRead, layouts, faultyRows, ordersRead, ordersUnchanged } = preview;
  const [likeliest] = layouts;
  const adapter = channel?.adapter ?? '';
  return (
    <>
      <p>
        {channel && (
          <Trans>
            Read for {channel.name} as <LayoutName layout={adapter} />.
          </Trans>
        )}{' '}
        {likeliest && adapter && !layouts.includes(adapter) && (
          <strong className="t-tone-bad">
            <Trans>
              The file looks like <LayoutName layout={likeliest} />: is it the right channel?
            </Trans>
          </strong>
        )}
      </p>
      <Figures
        figures={[
          { label: <Trans>Rows</Trans>, value: rowsRead },
          { label: <Trans>Orders</Trans>, value: ordersRead },
          { label: <Trans>Known already</Trans>, value: ordersUnchanged },
          {
            label: <Trans>Rows with a fault</Trans>,
            value: faultyRows,
            tone: faultyRows > 0 ? 'warn' : 'good',
          },
        ]}
      />
      {!preview.isWhole && (
        <p className="t-soft">
          <Trans>These are the first {rowsRead} rows; all of the file is loaded.</Trans>
        </p>
      )}
      {faultyRows > 0 && (
        <p className="t-soft">
          <Plural
            value={faultyRows}
            one="# row waits in quarantine with its order; everything else is loaded."
            other="# rows wait in quarantine with their orders; everything else is loaded."
          />
        </p>
      )}
    </>
  );
}
