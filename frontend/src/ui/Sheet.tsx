import { useLingui } from '@lingui/react/macro';
import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';

interface Props {
  title: ReactNode;
  isOpen: boolean;
  onClose: () => void;
  /** Shown as an arrow before the title when there is a step to go back to. */
  onBack?: (() => void) | undefined;
  children: ReactNode;
}

/** A panel over the page: from below on a phone, from the right on a wide screen. */
export function Sheet({ title, isOpen, onClose, onBack, children }: Props) {
  const { t } = useLingui();
  const name = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (isOpen && !element.open) element.showModal();
    if (!isOpen && element.open) element.close();
  }, [isOpen]);
  return (
    // A click on the backdrop closes, as Escape does for the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <dialog
      ref={dialog}
      className="t-sheet"
      aria-labelledby={name}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      {isOpen && (
        <div className="t-sheet-body">
          <header>
            {onBack && (
              <button type="button" className="t-icon" aria-label={t`Back`} onClick={onBack}>
                ‹
              </button>
            )}
            <h2 id={name}>{title}</h2>
            <button type="button" className="t-icon" aria-label={t`Close`} onClick={onClose}>
              ×
            </button>
          </header>
          <div className="t-sheet-content">{children}</div>
        </div>
      )}
    </dialog>
  );
}
