import { Trans } from '@lingui/react/macro';
import { useId } from 'react';

const REASON_MIN = 10;
const REASON_MAX = 500;

/** Whether a text says enough to be kept as a reason. */
export const isReason = (text: string): boolean => text.trim().length >= REASON_MIN;

interface Props {
  value: string;
  placeholder: string;
  onChange: (reason: string) => void;
}

/** Where somebody writes why; others read it later. */
export function ReasonField({ value, placeholder, onChange }: Props) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>
        <Trans>Reason</Trans>
      </label>
      <textarea
        id={id}
        rows={3}
        maxLength={REASON_MAX}
        value={value}
        placeholder={placeholder}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
    </>
  );
}
