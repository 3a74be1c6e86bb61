import { useLingui } from '@lingui/react/macro';
import { formatMoney, isNegative } from '@/lib/money';
import type { MoneyValue } from '@/lib/money';
import { useTrace } from './trace/TraceContext';

interface Props {
  value: MoneyValue;
  /** What the amount came from: the global id of a node whose calculation can be opened. */
  trace?: string | null | undefined;
  tone?: 'plain' | 'good' | 'bad' | 'soft';
  size?: 'normal' | 'large';
}

/** An amount by the rules of the reader's language; one that was computed opens its calculation. */
export function Money({ value, trace, tone = 'plain', size = 'normal' }: Props) {
  const { t, i18n } = useLingui();
  const opening = useTrace();
  const text = formatMoney(value, i18n.locale);
  const className = `t-money t-tone-${tone} t-money-${size}${isNegative(value) ? ' is-negative' : ''}`;
  if (!trace || !opening) return <span className={className}>{text}</span>;
  return (
    <button
      type="button"
      className={`${className} t-traced`}
      aria-label={t`${text}, show how it came about`}
      onClick={(event) => {
        event.stopPropagation();
        opening.open(trace);
      }}
    >
      {text}
    </button>
  );
}
