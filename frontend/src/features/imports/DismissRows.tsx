import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { App, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { DeedFault } from '@/console/deeds/DeedFault';
import { useDeed } from '@/lib/useDeed';
import { DismissRowsDocument } from '@/generated/graphql';
import type { QuarantineFieldsFragment } from '@/generated/graphql';

interface Props {
  rows: readonly QuarantineFieldsFragment[];
  onClose: (isDone: boolean) => void;
}

/** Says what stays out when rows are dismissed, asks why, and dismisses them. */
export function DismissRows({ rows, onClose }: Props) {
  const { t } = useLingui();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const field = useId();
  const dismissing = useDeed(DismissRowsDocument, (data) => data.dismissQuarantinedRows);
  const orders = new Set(rows.map(({ externalId, id }) => externalId ?? id)).size;
  return (
    <Modal
      open
      title={<Trans>Dismiss rows</Trans>}
      okText={<Trans>Dismiss them</Trans>}
      okButtonProps={{ danger: true, disabled: !reason.trim(), loading: dismissing.isBusy }}
      onCancel={() => {
        onClose(false);
      }}
      onOk={async () => {
        const done = await dismissing.run({
          input: { rowIds: rows.map(({ id }) => id), reason: reason.trim() },
        });
        if (!done) return;
        message.success(t`Dismissed.`);
        onClose(true);
      }}
    >
      <p>
        <Plural
          value={orders}
          one="# order stays out for good, unless its file is imported anew after it was corrected."
          other="# orders stay out for good, unless their files are imported anew after they were corrected."
        />
      </p>
      <label htmlFor={field}>
        <Trans>Why? It is kept with the rows.</Trans>
      </label>
      <Input.TextArea
        id={field}
        rows={3}
        maxLength={500}
        value={reason}
        onChange={(event) => {
          setReason(event.target.value);
        }}
      />
      <DeedFault fault={dismissing.fault} />
    </Modal>
  );
}
