import { InboxOutlined } from '@ant-design/icons';
import { Trans, useLingui } from '@lingui/react/macro';
import { Progress, Select } from 'antd';
import { useId, useState } from 'react';
import type { ChannelChoice } from '@/console/parts/useChannels';
import { upload } from '@/lib/upload';
import type { UploadResult } from '@/lib/upload';
import { LayoutName } from './words';

interface Props {
  channels: readonly ChannelChoice[];
  channelId: string | null;
  onChannel: (id: string) => void;
  onUploaded: (uploadId: string, fileName: string) => void;
}

/** The channel, then its file: dropped, or chosen with the keyboard. */
export function ChooseFile({ channels, channelId, onChannel, onUploaded }: Props) {
  const { t } = useLingui();
  const [sent, setSent] = useState<number | null>(null);
  const [fault, setFault] = useState<UploadResult['kind'] | null>(null);
  const [isOver, setIsOver] = useState(false);
  const field = useId();
  const channel = channels.find(({ id }) => id === channelId);

  const send = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    setFault(null);
    setSent(0);
    const result = await upload(file, setSent);
    setSent(null);
    if (result.kind === 'kept') onUploaded(result.uploadId, file.name);
    else setFault(result.kind);
  };

  return (
    <div className="import-choose">
      <label htmlFor={`${field}-channel`}>
        <Trans>Channel</Trans>
      </label>
      <Select
        id={`${field}-channel`}
        placeholder={t`Choose the channel the file comes from`}
        value={channelId ?? undefined}
        options={channels.map(({ id, name, code }) => ({ value: id, label: `${name} (${code})` }))}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={onChannel}
      />
      {channel && (
        <p className="t-soft">
          <Trans>
            It reads: <LayoutName layout={channel.adapter} />
          </Trans>
        </p>
      )}
      <label
        className={`import-drop${isOver ? ' is-over' : ''}${channel && sent === null ? '' : ' is-off'}`}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => {
          setIsOver(false);
        }}
        onDrop={(event) => {
          event.preventDefault();
          setIsOver(false);
          if (channel) void send(event.dataTransfer.files[0]);
        }}
      >
        <InboxOutlined aria-hidden />
        <strong>
          {channel ? (
            <Trans>Drop the file here, or choose it</Trans>
          ) : (
            <Trans>First choose the channel</Trans>
          )}
        </strong>
        <span className="t-soft">
          <Trans>CSV, Excel or JSON, up to 10 MB</Trans>
        </span>
        <input
          type="file"
          disabled={!channel || sent !== null}
          accept=".csv,.txt,.json,.jsonl,.xlsx"
          onChange={(event) => {
            void send(event.target.files?.[0]);
            // The same file may be chosen again after it was mended.
            event.target.value = '';
          }}
        />
      </label>
      {sent !== null && (
        <Progress percent={Math.round(sent * 100)} status="active" aria-label={t`Uploading`} />
      )}
      <div role="alert">{fault && <UploadFault fault={fault} />}</div>
    </div>
  );
}

function UploadFault({ fault }: { fault: UploadResult['kind'] }) {
  return (
    <div className="t-notice">
      <p>
        {fault === 'tooLarge' && (
          <Trans>The file is larger than 10 MB. Export a shorter period.</Trans>
        )}
        {fault === 'forbidden' && <Trans>Bringing files in is not part of your role.</Trans>}
        {fault === 'signedOut' && <Trans>Your session has ended. Please sign in again.</Trans>}
        {fault === 'failed' && <Trans>The file did not arrive. Please try again.</Trans>}
      </p>
    </div>
  );
}
