import { InputNumber } from 'antd';
import { useId } from 'react';
import type { ReactNode } from 'react';

interface Props {
  line: { name: string; sku: string };
  /** As many as may be chosen. */
  left: number;
  quantity: number;
  /** What is said of how many there are. */
  hint: ReactNode;
  onChange: (quantity: number) => void;
}

/** Asks how many units of a line of an order. */
export function QuantityField({ line, left, quantity, hint, onChange }: Props) {
  const field = useId();
  return (
    <>
      <label htmlFor={field}>
        {line.name}
        <span className="t-block t-soft">{line.sku}</span>
      </label>
      <div className="shipment-quantity">
        <InputNumber
          id={field}
          min={0}
          max={left}
          precision={0}
          controls={false}
          value={quantity}
          onChange={(next) => {
            onChange(next ?? 0);
          }}
        />
        <span className="t-soft">{hint}</span>
      </div>
    </>
  );
}
