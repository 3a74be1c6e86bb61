import { EditOutlined } from '@ant-design/icons';
import { Trans, useLingui } from '@lingui/react/macro';
import { App, Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { useLocation } from 'wouter';
import { useHasRole } from '@/app/SessionContext';
import { DeedFault } from '@/console/deeds/DeedFault';
import { BOOKKEEPING } from '@/console/roles';
import { CorrectStatementDocument, LaterBookingsDocument } from '@/generated/graphql';
import type { LaterBookingsQuery } from '@/generated/graphql';
import { useDeed } from '@/lib/useDeed';
import { BusinessDate } from '@/ui/Dates';
import { Money } from '@/ui/Money';
import type { Statement } from './StatementPage';

type Booking = LaterBookingsQuery['creditNotes']['nodes'][number];

/** Put a corrected version in the place of a statement that was wrong. */
export function Correct({ statement }: { statement: Statement }) {
  const [isOpen, setIsOpen] = useState(false);
  const mayCorrect = useHasRole(...BOOKKEEPING);
  if (!mayCorrect || (statement.state !== 'ISSUED' && statement.state !== 'DISPUTED')) return null;
  return (
    <>
      <Button
        icon={<EditOutlined />}
        onClick={() => {
          setIsOpen(true);
        }}
      >
        <Trans>Correct…</Trans>
      </Button>
      {isOpen && (
        <Form
          statement={statement}
          onClose={() => {
            setIsOpen(false);
          }}
        />
      )}
    </>
  );
}

function Form({ statement, onClose }: { statement: Statement; onClose: () => void }) {
  const { t } = useLingui();
  const { message } = App.useApp();
  const [, go] = useLocation();
  const [reason, setReason] = useState('');
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const correcting = useDeed(CorrectStatementDocument, (data) => data.correctStatement);
  const { creditor, counterparty, currency, periodEnd } = statement;
  const [{ data }] = useQuery({
    query: LaterBookingsDocument,
    variables: {
      since: periodEnd,
      creditor: creditor?.id ?? '',
      debtor: counterparty?.id ?? '',
      currency,
    },
    pause: !creditor || !counterparty,
    requestPolicy: 'network-only',
  });
  const notes = data?.creditNotes.nodes ?? [];
  const items = data?.receivables.nodes ?? [];
  const chosen = (each: Booking) => taken.has(each.id);

  const send = async (): Promise<void> => {
    const done = await correcting.run({
      input: {
        statementId: statement.id,
        reason: reason.trim(),
        creditNotes: notes.filter(chosen).map(({ id }) => id),
        receivables: items.filter(chosen).map(({ id }) => id),
      },
    });
    if (!done?.statement) return;
    onClose();
    void message.success(t`The distributor reads the corrected version.`);
    go(`/statements/${done.statement.id}`);
  };

  const toggle = (id: string): void => {
    setTaken((before) =>
      before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]),
    );
  };

  return (
    <Modal
      open
      title={t`Correct this statement`}
      okText={t`Issue the corrected version`}
      okButtonProps={{ disabled: reason.trim() === '', loading: correcting.isBusy }}
      cancelText={t`Not now`}
      onOk={() => {
        void send();
      }}
      onCancel={onClose}
    >
      <div className="dispute-form">
        <p>
          <Trans>
            The corrected version takes the place of this one and is confirmed anew; this one stays
            readable. Names and addresses are those of today.
          </Trans>
        </p>
        <DeedFault fault={correcting.fault} />
        <textarea
          rows={2}
          maxLength={300}
          value={reason}
          aria-label={t`What was wrong`}
          placeholder={t`What was wrong; the distributor reads it`}
          onChange={(event) => {
            setReason(event.target.value);
          }}
        />
        <Bookings
          title={<Trans>Credited since then, and to be taken in</Trans>}
          rows={notes}
          taken={taken}
          onToggle={toggle}
        />
        <Bookings
          title={<Trans>Billed since then, and to be taken in</Trans>}
          rows={items}
          taken={taken}
          onToggle={toggle}
        />
      </div>
    </Modal>
  );
}

interface BookingsProps {
  title: ReactNode;
  rows: readonly Booking[];
  taken: ReadonlySet<string>;
  onToggle: (id: string) => void;
}

function Bookings({ title, rows, taken, onToggle }: BookingsProps) {
  if (rows.length === 0) return null;
  return (
    <fieldset className="bookings">
      <legend>{title}</legend>
      {rows.map((row) => (
        <div key={row.id} className="booking">
          <Checkbox
            checked={taken.has(row.id)}
            onChange={() => {
              onToggle(row.id);
            }}
          >
            {row.number} <span className="t-soft">{row.order?.number}</span>
          </Checkbox>
          {row.bookedOn && <BusinessDate value={row.bookedOn} />}
          <Money value={row.total} />
        </div>
      ))}
    </fieldset>
  );
}
