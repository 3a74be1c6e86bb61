import { Trans } from '@lingui/react/macro';
import { Button, Drawer, Space } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { useHasRole } from '@/app/SessionContext';
import type { QuarantineFieldsFragment } from '@/generated/graphql';
import { IMPORTING } from '@/lib/roles';
import { Instant } from '@/ui/Dates';
import { Fact, Facts } from '@/ui/Facts';
import { StateTag } from '@/ui/StateTag';
import { CorrectionForm } from './CorrectionForm';
import { DismissRows } from './DismissRows';
import { FieldName, ReasonText } from './words';
import './imports.css';

interface Props {
  row: QuarantineFieldsFragment | null;
  onClose: () => void;
}

/** One row in quarantine: why it waits, what the file says, and the form that puts it right. */
export function QuarantineFix({ row, onClose }: Props) {
  return (
    <Drawer
      open={row !== null}
      size={560}
      destroyOnHidden
      title={row && <Trans>Row {row.rowNumber}</Trans>}
      onClose={onClose}
    >
      {row && <Body key={row.id} row={row} onClose={onClose} />}
    </Drawer>
  );
}

function Body({ row, onClose }: { row: QuarantineFieldsFragment; onClose: () => void }) {
  const [isDismissing, setIsDismissing] = useState(false);
  const isOpen = useHasRole(...IMPORTING) && row.state === 'OPEN';
  return (
    <>
      <div className="quarantine-reason">
        <p className="t-soft">
          <FieldName field={row.field} />
        </p>
        <p>
          <strong>
            <ReasonText code={row.reason} message={row.message} />
          </strong>
        </p>
        <p className="t-soft" lang="en">
          {row.message}
        </p>
      </div>
      <Facts>
        <Fact label={<Trans>State</Trans>}>
          <StateTag kind="quarantinedRow" state={row.state} />
        </Fact>
        <Fact label={<Trans>Order</Trans>}>{row.externalId ?? '–'}</Fact>
        {row.run && (
          <Fact label={<Trans>File</Trans>}>
            <Link href={`/imports/${row.run.id}`}>{row.run.fileName}</Link>
          </Fact>
        )}
        <Fact label={<Trans>Waiting since</Trans>}>
          <Instant value={row.createdAt} />
        </Fact>
      </Facts>
      <h3 className="t-section-title">
        <Trans>What the file says</Trans>
      </h3>
      <pre className="quarantine-original">{row.original}</pre>
      {isOpen && (
        <>
          <CorrectionForm row={row} onLoaded={onClose} />
          <Space className="quarantine-form">
            <Button
              danger
              type="text"
              onClick={() => {
                setIsDismissing(true);
              }}
            >
              <Trans>Dismiss this row…</Trans>
            </Button>
          </Space>
        </>
      )}
      {isDismissing && (
        <DismissRows
          rows={[row]}
          onClose={(isDone) => {
            setIsDismissing(false);
            if (isDone) onClose();
          }}
        />
      )}
    </>
  );
}
