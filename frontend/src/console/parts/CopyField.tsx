import { CopyOutlined } from '@ant-design/icons';
import { Trans, useLingui } from '@lingui/react/macro';
import { App, Button, Input, Space } from 'antd';

interface Props {
  label: string;
  value: string;
  /** Copying is what one came for. */
  isMain?: boolean;
}

/** A text to be taken elsewhere, and the button that copies it. */
export function CopyField({ label, value, isMain = false }: Props) {
  const { t } = useLingui();
  const { message } = App.useApp();
  return (
    <Space.Compact block>
      <Input readOnly value={value} aria-label={label} />
      <Button
        type={isMain ? 'primary' : 'default'}
        icon={<CopyOutlined />}
        aria-label={t`Copy: ${label}`}
        onClick={async () => {
          try {
            await navigator.clipboard.writeText(value);
            message.success(t`Copied.`);
          } catch {
            message.error(t`It could not be copied. Mark it and copy it.`);
          }
        }}
      >
        <Trans>Copy</Trans>
      </Button>
    </Space.Compact>
  );
}
