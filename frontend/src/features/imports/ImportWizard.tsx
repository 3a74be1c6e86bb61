import { Trans } from '@lingui/react/macro';
import { Steps } from 'antd';
import { Link, useLocation, useSearchParams } from 'wouter';
import { Page } from '@/console/Page';
import { Panel } from '@/console/parts/Panel';
import { useChannels } from '@/console/parts/useChannels';
import { ChooseFile } from './ChooseFile';
import { PreviewFile } from './PreviewFile';
import './imports.css';

/** From a file to orders: choose, look, start. Where one is stands in the address. */
export function ImportWizard() {
  const [params, setParams] = useSearchParams();
  const [, go] = useLocation();
  const channels = useChannels();
  const channelId = params.get('channel');
  const uploadId = params.get('upload');
  const channel = channels.find(({ id }) => id === channelId) ?? null;
  return (
    <>
      <Link href="/imports" className="panel-back">
        ‹ <Trans>All imports</Trans>
      </Link>
      <Page title={<Trans>Import orders</Trans>}>
        <Steps
          className="import-steps"
          size="small"
          current={uploadId ? 1 : 0}
          items={[
            { title: <Trans>Channel and file</Trans> },
            { title: <Trans>Look at it</Trans> },
            { title: <Trans>Load</Trans> },
          ]}
        />
        {uploadId && channelId ? (
          <PreviewFile
            channel={channel}
            channelId={channelId}
            uploadId={uploadId}
            fileName={params.get('file') ?? ''}
            onBack={() => {
              setParams({ channel: channelId });
            }}
            onStarted={(runId) => {
              go(runId ? `/imports/${runId}` : '/imports', { replace: true });
            }}
          />
        ) : (
          <Panel title={<Trans>Which orders are these?</Trans>}>
            <ChooseFile
              channels={channels}
              channelId={channelId}
              onChannel={(id) => {
                setParams({ channel: id }, { replace: true });
              }}
              onUploaded={(id, file) => {
                setParams({ channel: channelId ?? '', upload: id, file });
              }}
            />
          </Panel>
        )}
      </Page>
    </>
  );
}
