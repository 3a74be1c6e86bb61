import { Trans, useLingui } from '@lingui/react/macro';
import { App, Button, Checkbox, InputNumber, Modal } from 'antd';
import { useId, useState } from 'react';
import { useQuery } from 'urql';
import { useHasRole } from '@/app/SessionContext';
import { DeedFault } from '@/console/deeds/DeedFault';
import { Panel } from '@/console/parts/Panel';
import { BOOKKEEPING } from '@/console/roles';
import { BrandMailingDocument, SetStatementMailingDocument } from '@/generated/graphql';
import { useDeed } from '@/lib/useDeed';

const HOUR_MAX = 23;
const HOUR_USUAL = 9;

/** Whether statements are e-mailed, and at which hour where the distributor is. */
export function Mailing() {
  const [isOpen, setIsOpen] = useState(false);
  const mayChange = useHasRole(...BOOKKEEPING);
  const [{ data }] = useQuery({ query: BrandMailingDocument });
  if (!data) return null;
  const [held] = data.brand.statementMailings;
  const hour = held ? held.hour : HOUR_USUAL;
  return (
    <Panel
      title={<Trans>E-mail of statements</Trans>}
      actions={
        mayChange && (
          <Button
            size="small"
            onClick={() => {
              setIsOpen(true);
            }}
          >
            <Trans>Change…</Trans>
          </Button>
        )
      }
    >
      {hour === null ? (
        <Trans>Statements are not e-mailed.</Trans>
      ) : (
        <Trans>
          Once printed, a statement is e-mailed to everybody who reads it, with a link, at {hour}:00
          where the distributor is.
        </Trans>
      )}
      {isOpen && (
        <Form
          hour={hour}
          onClose={() => {
            setIsOpen(false);
          }}
        />
      )}
    </Panel>
  );
}

interface FormProps {
  hour: number | null;
  onClose: () => void;
}

function Form({ hour, onClose }: FormProps) {
  const { t } = useLingui();
  const { message } = App.useApp();
  const field = useId();
  const [isOn, setIsOn] = useState(hour !== null);
  const [at, setAt] = useState<number | null>(hour ?? HOUR_USUAL);
  const setting = useDeed(SetStatementMailingDocument, (data) => data.setStatementMailing);

  const save = async (): Promise<void> => {
    const done = await setting.run({ input: { hour: isOn ? at : null } });
    if (!done) return;
    onClose();
    void message.success(t`It holds for statements that are printed from now on.`);
  };

  return (
    <Modal
      open
      title={t`E-mail of statements`}
      okText={t`Save`}
      okButtonProps={{ disabled: isOn && at === null, loading: setting.isBusy }}
      cancelText={t`Not now`}
      onOk={() => {
        void save();
      }}
      onCancel={onClose}
    >
      <DeedFault fault={setting.fault} />
      <p>
        <Checkbox
          checked={isOn}
          onChange={(event) => {
            setIsOn(event.target.checked);
          }}
        >
          <Trans>E-mail each statement once it is printed</Trans>
        </Checkbox>
      </p>
      <p>
        <label htmlFor={field}>
          <Trans>Hour of the distributor&apos;s day, from 0 to 23</Trans>
        </label>{' '}
        <InputNumber
          id={field}
          min={0}
          max={HOUR_MAX}
          precision={0}
          controls={false}
          disabled={!isOn}
          value={at}
          onChange={setAt}
        />
      </p>
    </Modal>
  );
}
