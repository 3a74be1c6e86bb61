import { Checkbox, Input } from 'antd';
import { useId } from 'react';
import type { ReactNode } from 'react';

interface TextProps {
  label: ReactNode;
  hint?: ReactNode;
  value: string;
  type?: 'text' | 'date';
  onChange: (value: string) => void;
}

/** A word, an amount or a day with its label. */
export function TextField({ label, hint, value, type = 'text', onChange }: TextProps) {
  const id = useId();
  return (
    <div className="offer-field">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        type={type}
        value={value}
        maxLength={500}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
      {hint && <span className="t-soft">{hint}</span>}
    </div>
  );
}

interface TickProps {
  label: ReactNode;
  value: boolean;
  onChange: (value: boolean) => void;
}

/** Something that is so or not. */
export function TickField({ label, value, onChange }: TickProps) {
  return (
    <div className="offer-field">
      <Checkbox
        checked={value}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      >
        {label}
      </Checkbox>
    </div>
  );
}
