import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { RevealPayeeAccountDocument } from '@/generated/graphql';
import { useDeed } from '@/lib/useDeed';
import { FaultNotice } from '../FaultNotice';
import { ReasonField, isReason } from '../ReasonField';
import { Sheet } from '../Sheet';

const WORDS: Readonly<Record<string, MessageDescriptor>> = {
  CONFIRMATION_NEEDED: msg`This needs you to confirm that it is you. Nothing was done.`,
  IMPERSONATING: msg`Not while you look as somebody else: end that first.`,
  PAYEE_ACCOUNT_UNKNOWN: msg`There is no such account any more. Load the page again.`,
  REASON_UNFIT: msg`Write a reason of 10 to 500 characters.`,
  REVEALS_TOO_MANY: msg`You have read many accounts within an hour. Wait a few minutes.`,
  ROLE_MISSING: msg`This is not part of your role. Ask the owner of your account for it.`,
};

interface Props {
  id: string;
  end: string;
  onClose: () => void;
}

/** Asks why, and shows the whole account until it is closed; it is kept nowhere. */
export function RevealSheet({ id, end, onClose }: Props) {
  const { t } = useLingui();
  const [reason, setReason] = useState('');
  const [account, setAccount] = useState('');
  const revealing = useDeed(RevealPayeeAccountDocument, (data) => data.revealPayeeAccount);
  const reveal = async (): Promise<void> => {
    const told = await revealing.run({ input: { payeeAccountId: id, reason: reason.trim() } });
    if (told) setAccount(told.providerAccount);
  };
  return (
    <Sheet title={<Trans>Account in full</Trans>} isOpen onClose={onClose}>
      {account ? (
        <div className="bank-form">
          <p className="bank-whole" tabIndex={-1} aria-live="polite">
            {account}
          </p>
          <p className="t-soft">
            <Trans>It is hidden again when you close this.</Trans>
          </p>
          <button type="button" className="t-button" onClick={onClose}>
            <Trans>Close</Trans>
          </button>
        </div>
      ) : (
        <form
          className="bank-form"
          onSubmit={(event) => {
            event.preventDefault();
            void reveal();
          }}
        >
          <p className="bank-end">{end}</p>
          <p className="t-soft">
            <Trans>That you read it, and why, is kept and can be read by the owner.</Trans>
          </p>
          <ReasonField
            value={reason}
            placeholder={t`What you need the account for`}
            onChange={setReason}
          />
          <button
            type="submit"
            className="t-button t-button-primary"
            disabled={revealing.isBusy || !isReason(reason)}
          >
            <Trans>Show the account</Trans>
          </button>
          <FaultNotice fault={revealing.fault} words={WORDS} />
        </form>
      )}
    </Sheet>
  );
}
