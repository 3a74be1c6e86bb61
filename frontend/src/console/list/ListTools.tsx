import { Trans, useLingui } from '@lingui/react/macro';
import { DownloadOutlined, SettingOutlined, StarOutlined } from '@ant-design/icons';
import { App, Button, Checkbox, Input, Popover, Space, Tooltip } from 'antd';
import { useState } from 'react';
import type { TypedDocumentNode } from 'urql';
import { useStored } from '@/lib/stored';
import type { Column, Connection, ListVariables } from './types';
import { useExport } from './useExport';
import type { ListState } from './useListState';

interface Props<Answer, Variables, Row> {
  name: string;
  document: TypedDocumentNode<Answer, Variables>;
  variables: Variables;
  connection: (answer: Answer) => Connection<Row>;
  columns: readonly Column<Row>[];
  visible: readonly Column<Row>[];
  state: ListState;
  onColumns: (keys: string[]) => void;
}

/** Saved views, which columns, and the file. */
export function ListTools<Answer, Variables extends ListVariables, Row>(
  props: Props<Answer, Variables, Row>,
) {
  const { t } = useLingui();
  const { message } = App.useApp();
  const exported = props.columns.filter(
    (column) => column.isExported === true || props.visible.includes(column),
  );
  const file = useExport({ ...props, columns: exported });
  const isExporting = file.rows !== null;
  const rows = file.rows ?? 0;
  return (
    <Space size={4}>
      <Popover trigger="click" placement="bottomRight" content={<Views {...props} />}>
        <Tooltip title={t`Saved views`}>
          <Button type="text" icon={<StarOutlined />} aria-label={t`Saved views`} />
        </Tooltip>
      </Popover>
      <Popover trigger="click" placement="bottomRight" content={<Columns {...props} />}>
        <Tooltip title={t`Columns`}>
          <Button type="text" icon={<SettingOutlined />} aria-label={t`Columns`} />
        </Tooltip>
      </Popover>
      <Tooltip title={t`Everything that is filtered, as a CSV file`}>
        <Button
          type="text"
          icon={<DownloadOutlined />}
          loading={isExporting}
          onClick={() => {
            void file.start().then((outcome) => {
              if (outcome === 'failed') message.error(t`The file could not be made. Try again.`);
              if (outcome === 'cut') message.warning(t`The file has the first 20,000 rows only.`);
            });
          }}
        >
          {isExporting ? <Trans>{rows} rows…</Trans> : <Trans>CSV</Trans>}
        </Button>
      </Tooltip>
    </Space>
  );
}

function Columns<Answer, Variables, Row>(props: Props<Answer, Variables, Row>) {
  const { i18n } = useLingui();
  return (
    <Checkbox.Group
      className="list-columns"
      value={props.visible.map((column) => column.key)}
      options={props.columns.map((column) => ({
        value: column.key,
        label: i18n._(column.title),
      }))}
      onChange={(keys) => {
        if (keys.length > 0) props.onColumns(keys);
      }}
    />
  );
}

type View = [name: string, query: string];

function Views<Answer, Variables, Row>({ name, state }: Props<Answer, Variables, Row>) {
  const { t } = useLingui();
  const [stored, store] = useStored(`views.${name}`);
  const [title, setTitle] = useState('');
  const views = stored ? (JSON.parse(stored) as View[]) : [];
  return (
    <div className="list-views">
      {views.map(([view, query]) => (
        <div key={view}>
          <Button
            type="link"
            onClick={() => {
              state.restore(query);
            }}
          >
            {view}
          </Button>
          <Button
            type="text"
            size="small"
            aria-label={t`Forget ${view}`}
            onClick={() => {
              store(JSON.stringify(views.filter(([other]) => other !== view)));
            }}
          >
            ×
          </Button>
        </div>
      ))}
      <Space.Compact>
        <Input
          value={title}
          aria-label={t`Name of the view`}
          placeholder={t`Name of the view`}
          onChange={(event) => {
            setTitle(event.target.value);
          }}
        />
        <Button
          type="primary"
          disabled={!title.trim()}
          onClick={() => {
            const kept = views.filter(([other]) => other !== title.trim());
            store(JSON.stringify([...kept, [title.trim(), state.query]]));
            setTitle('');
          }}
        >
          <Trans>Save</Trans>
        </Button>
      </Space.Compact>
    </div>
  );
}
