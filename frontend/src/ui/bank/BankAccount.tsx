import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { createPortal } from 'react-dom';
import { RevealSheet } from './RevealSheet';
import './bank.css';

interface Props {
  /** The payee account. */
  id: string;
  /** Its end, as everybody reads it. */
  end: string;
}

/** Where somebody is paid, by its end; all of it for a reason. */
export function BankAccount({ id, end }: Props) {
  const { t } = useLingui();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <span className="bank">
      <span className="bank-end">{end}</span>
      <button
        type="button"
        className="bank-show"
        aria-label={t`Show the account in full`}
        onClick={() => {
          setIsOpen(true);
        }}
      >
        <Trans>Show</Trans>
      </button>
      {isOpen &&
        // The lines around it lay out their own words alone.
        createPortal(
          <RevealSheet
            id={id}
            end={end}
            onClose={() => {
              setIsOpen(false);
            }}
          />,
          document.body,
        )}
    </span>
  );
}
