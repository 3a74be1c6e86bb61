import { Checkbox, Input, Select } from 'antd';
import { useId } from 'react';
import type { ReactNode } from 'react';
import './fields.css';

interface TextProps {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong with what stands there. */
  fault?: ReactNode;
  value: string;
  type?: 'text' | 'date' | 'month';
  onChange: (value: string) => void;
}

/** A word, an amount or a day with its label, and beside it what is wrong. */
export function TextField({ label, hint, fault, value, type = 'text', onChange }: TextProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        type={type}
        value={value}
        maxLength={500}
        {...(fault ? { status: 'error' as const, 'aria-describedby': `${id}-fault` } : {})}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
      {fault && (
        <span id={`${id}-fault`} className="field-fault">
          {fault}
        </span>
      )}
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
    <div className="field">
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

interface ChoiceProps<Value extends string> {
  /** Also said to those who cannot see where it stands. */
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
}

/** One of a few. */
export function ChoiceField<Value extends string>(props: ChoiceProps<Value>) {
  const { label, value, options, onChange } = props;
  return (
    <div className="field">
      <span aria-hidden>{label}</span>
      <Select<Value>
        aria-label={label}
        value={value}
        options={[...options]}
        onChange={(chosen) => {
          onChange(chosen);
        }}
      />
    </div>
  );
}
