import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { App, Button, Checkbox, InputNumber, Modal } from 'antd';
import { useId, useState } from 'react';
import { useQuery } from 'urql';
import { useHasRole } from '@/app/SessionContext';
import { DeedFault } from '@/console/deeds/DeedFault';
import { Panel } from '@/console/parts/Panel';
import { BOOKKEEPING } from '@/console/roles';
import { BrandAnswerTermsDocument, SetStatementTermsDocument } from '@/generated/graphql';
import type { AnswerTermsFragment } from '@/generated/graphql';
import { useDeed } from '@/lib/useDeed';

const DAYS_MAX = 365;
const DAYS_USUAL = 15;

/** By when statements are to be answered, and what it means when nobody does. */
export function AnswerTerms() {
  const [isOpen, setIsOpen] = useState(false);
  const mayChange = useHasRole(...BOOKKEEPING);
  const [{ data }] = useQuery({ query: BrandAnswerTermsDocument });
  if (!data) return null;
  const [terms] = data.brand.statementTerms;
  return (
    <Panel
      title={<Trans>Answers to statements</Trans>}
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
      <Words terms={terms} />
      {isOpen && (
        <Form
          terms={terms}
          onClose={() => {
            setIsOpen(false);
          }}
        />
      )}
    </Panel>
  );
}

function Words({ terms }: { terms: AnswerTermsFragment | undefined }) {
  if (!terms) return <Trans>Statements can be disputed until they are confirmed.</Trans>;
  return (
    <>
      <Plural
        value={terms.answerDays}
        one="A statement can be disputed for # day after the day of issue."
        other="A statement can be disputed for # days after the day of issue."
      />{' '}
      {terms.silenceConfirms ? (
        <Trans>One that nobody has answered by then is confirmed.</Trans>
      ) : (
        <Trans>One that nobody has answered by then stays open.</Trans>
      )}
    </>
  );
}

interface FormProps {
  terms: AnswerTermsFragment | undefined;
  onClose: () => void;
}

function Form({ terms, onClose }: FormProps) {
  const { t } = useLingui();
  const { message } = App.useApp();
  const field = useId();
  const [days, setDays] = useState<number | null>(terms?.answerDays ?? DAYS_USUAL);
  const [silence, setSilence] = useState(terms?.silenceConfirms ?? false);
  const setting = useDeed(SetStatementTermsDocument, (data) => data.setStatementTerms);

  const save = async (): Promise<void> => {
    if (days === null) return;
    const done = await setting.run({ input: { answerDays: days, silenceConfirms: silence } });
    if (!done) return;
    onClose();
    void message.success(t`It holds for the statements of the next closing.`);
  };

  return (
    <Modal
      open
      title={t`Answers to statements`}
      okText={t`Save`}
      okButtonProps={{ disabled: days === null, loading: setting.isBusy }}
      cancelText={t`Not now`}
      onOk={() => {
        void save();
      }}
      onCancel={onClose}
    >
      <DeedFault fault={setting.fault} />
      <p>
        <label htmlFor={field}>
          <Trans>Days after the day of issue</Trans>
        </label>{' '}
        <InputNumber
          id={field}
          min={1}
          max={DAYS_MAX}
          precision={0}
          controls={false}
          value={days}
          onChange={setDays}
        />
      </p>
      <Checkbox
        checked={silence}
        onChange={(event) => {
          setSilence(event.target.checked);
        }}
      >
        <Trans>Whoever has not answered by then has confirmed</Trans>
      </Checkbox>
      <p className="t-soft">
        <Trans>Statements that are out keep what was said when they were issued.</Trans>
      </p>
    </Modal>
  );
}
