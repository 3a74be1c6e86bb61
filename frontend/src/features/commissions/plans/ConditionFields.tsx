import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { TextField } from '@/console/parts/Fields';
import { wordsAt } from './FaultWords';
import type { Faults } from './faults';
import type { ConditionForm, TermForm } from './form';

interface Props {
  term: TermForm;
  at: string;
  faults: Faults;
  onChange: (change: Partial<TermForm>) => void;
}

/** Which lines a term covers, and within which limits it pays. */
export function ConditionFields({ term, at, faults, onChange }: Props) {
  const names: readonly [keyof ConditionForm, ReactNode][] = [
    ['product_groups', <Trans key="g">Product groups</Trans>],
    ['products', <Trans key="p">Products, by SKU</Trans>],
    ['channels', <Trans key="c">Channels, by code</Trans>],
    ['grades', <Trans key="r">Grades of who earns</Trans>],
    ['levels', <Trans key="l">Levels of the seller</Trans>],
    ...(term.earner === 'above'
      ? [
          ['depths', <Trans key="d">Levels above the seller</Trans>] satisfies [
            keyof ConditionForm,
            ReactNode,
          ],
        ]
      : []),
  ];
  const limits = [
    ['cap', <Trans key="c">At most in a period</Trans>],
    ['floor', <Trans key="f">At least, once something was sold</Trans>],
    ['minimum', <Trans key="m">Not paid below</Trans>],
  ] as const;
  return (
    <details className="plan-more">
      <summary>
        <Trans>For which sales, and within which limits</Trans>
      </summary>
      <div className="fields">
        {names.map(([name, label]) => (
          <TextField
            key={name}
            label={label}
            hint={name === 'product_groups' && <Trans>Commas between; all if empty.</Trans>}
            fault={wordsAt(faults, `${at}.${name}`)}
            value={term.conditions[name]}
            onChange={(value) => {
              onChange({ conditions: { ...term.conditions, [name]: value } });
            }}
          />
        ))}
        {limits.map(([name, label]) => (
          <TextField
            key={name}
            label={label}
            fault={wordsAt(faults, `${at}.${name}`)}
            value={term[name]}
            onChange={(value) => {
              onChange({ [name]: value });
            }}
          />
        ))}
      </div>
    </details>
  );
}
