import { useId } from 'react';
import type { ReactNode } from 'react';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  type?: string;
  autoComplete: string;
  inputMode?: 'numeric' | 'text';
  hint?: ReactNode;
}

/** One line to fill in, the same before and behind the sign-in. */
export function Field({
  label,
  value,
  onChange,
  type = 'text',
  autoComplete,
  inputMode = 'text',
  hint,
}: Props) {
  const id = useId();
  return (
    <div className="sign-in-field">
      <label htmlFor={id}>{label}</label>
      <input
        required
        id={id}
        type={type}
        value={value}
        inputMode={inputMode}
        autoComplete={autoComplete}
        autoCapitalize="none"
        name={autoComplete}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
      {hint && (
        <small id={`${id}-hint`} className="t-soft">
          {hint}
        </small>
      )}
    </div>
  );
}
