import { useLingui } from '@lingui/react/macro';
import { formatRate } from '@/lib/money';

export function Rate({ value }: { value: string }) {
  const { i18n } = useLingui();
  return <span className="t-money">{formatRate(value, i18n.locale)}</span>;
}
