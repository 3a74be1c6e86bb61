import type { ReactNode } from 'react';
import { useLingui } from '@lingui/react';

interface Figure {
  label: ReactNode;
  value: number;
  tone?: 'plain' | 'good' | 'warn';
}

/** A few counts side by side. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  const { i18n } = useLingui();
  return (
    <dl className="import-figures">
      {figures.map(({ label, value, tone = 'plain' }, place) => (
        <div key={place} className={`is-${tone}`}>
          <dt>{label}</dt>
          <dd>{i18n.number(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
