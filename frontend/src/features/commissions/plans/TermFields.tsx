import { Trans, useLingui } from '@lingui/react/macro';
import { DeleteOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { ChoiceField, TextField } from '@/console/parts/Fields';
import { CURRENCIES } from '@/console/parts/currencies';
import { BandFields } from './BandFields';
import { ConditionFields } from './ConditionFields';
import { RuleFields } from './RuleFields';
import { wordsAt } from './FaultWords';
import type { Faults } from './faults';
import type { TermForm } from './form';

interface Props {
  term: TermForm;
  at: string;
  faults: Faults;
  onChange: (change: Partial<TermForm>) => void;
  onRemove: () => void;
}

/** A term that depends on what a whole period comes to. */
export function TermFields({ term, at, faults, onChange, onRemove }: Props) {
  const { t } = useLingui();
  const set = (name: keyof TermForm) => (value: string) => {
    onChange({ [name]: value });
  };
  return (
    <section className="plan-term-form">
      <div className="fields">
        <TextField
          label={<Trans>Code of the term</Trans>}
          fault={wordsAt(faults, `${at}.code`)}
          value={term.code}
          onChange={set('code')}
        />
        <ChoiceField
          label={t`What it is`}
          value={term.kind}
          options={[
            { value: 'commission', label: t`The commission of its lines` },
            { value: 'bonus', label: t`A bonus on top` },
          ]}
          onChange={set('kind')}
        />
        <ChoiceField
          label={t`Pays`}
          value={term.earner}
          options={[
            { value: 'seller', label: t`Who sold` },
            { value: 'above', label: t`Those above the seller` },
          ]}
          onChange={set('earner')}
        />
        <ChoiceField
          label={t`Volume`}
          value={term.every}
          options={[
            { value: 'month', label: t`By month` },
            { value: 'quarter', label: t`By quarter` },
            { value: 'year', label: t`By year` },
          ]}
          onChange={set('every')}
        />
        <ChoiceField
          label={t`Tiers`}
          value={term.tiers}
          options={[
            { value: 'flat', label: t`The same rate for every volume` },
            { value: 'marginal', label: t`Each band at its own rate` },
            { value: 'whole', label: t`The band reached applies to the whole volume` },
          ]}
          onChange={set('tiers')}
        />
        <ChoiceField
          label={t`Returns take back`}
          value={term.clawBack}
          options={[
            { value: 'original', label: t`At the rate of the original sale` },
            { value: 'rerate', label: t`The period is rated anew without it` },
          ]}
          onChange={set('clawBack')}
        />
        <ChoiceField
          label={t`Currency`}
          value={term.currency}
          options={[...new Set([term.currency, ...CURRENCIES])].map((each) => ({
            value: each,
            label: each,
          }))}
          onChange={set('currency')}
        />
      </div>
      <BandFields
        term={term}
        at={at}
        faults={faults}
        onChange={(bands) => {
          onChange({ bands });
        }}
      />
      <ConditionFields term={term} at={at} faults={faults} onChange={onChange} />
      <RuleFields term={term} onChange={onChange} />
      <Button danger icon={<DeleteOutlined />} onClick={onRemove}>
        <Trans>Remove this term</Trans>
      </Button>
    </section>
  );
}
