import { Trans, useLingui } from '@lingui/react/macro';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { ChoiceField, TextField } from '@/console/parts/Fields';
import type { TermForm } from './form';
import type { ExampleForm } from './rule';

interface Props {
  term: TermForm;
  onChange: (change: Partial<TermForm>) => void;
}

const VARIABLES =
  'channel, product, product_group, mode, seller, grade, quantity, level, distance, net, gross, ordered_on, billed_on';
const RULE = 'channel == "wholesale" && net >= amount("5000.00")';
const LINE = 'channel=wholesale, net=5000.00';

/** A special rule of a term in CEL, with the examples that it has to meet. */
export function RuleFields({ term, onChange }: Props) {
  const { t } = useLingui();
  const set = (place: number, change: Partial<ExampleForm>) => {
    onChange({
      examples: term.examples.map((each, nth) => (nth === place ? { ...each, ...change } : each)),
    });
  };
  return (
    <details className="plan-more" open={term.where !== ''}>
      <summary>
        <Trans>Special rule for what no condition can say</Trans>
      </summary>
      <TextField
        label={<Trans>Rule, in CEL</Trans>}
        hint={
          <>
            <Trans>A line is taken when this is true. It may ask for:</Trans>{' '}
            <code>{VARIABLES}</code>
            <br />
            <Trans>Such as</Trans> <code>{RULE}</code>
          </>
        }
        value={term.where}
        onChange={(where) => {
          onChange({ where });
        }}
      />
      {term.examples.map((example, place) => (
        <div className="plan-example" key={place}>
          <TextField
            label={<Trans>Example {place + 1}: a line</Trans>}
            hint={<code>{LINE}</code>}
            value={example.line}
            onChange={(line) => {
              set(place, { line });
            }}
          />
          <ChoiceField
            label={t`The rule`}
            value={example.expected}
            options={[
              { value: 'yes', label: t`takes it` },
              { value: 'no', label: t`does not take it` },
            ]}
            onChange={(expected) => {
              set(place, { expected: expected });
            }}
          />
          <Button
            danger
            icon={<DeleteOutlined />}
            aria-label={t`Remove example ${place + 1}`}
            onClick={() => {
              onChange({ examples: term.examples.filter((_, nth) => nth !== place) });
            }}
          />
        </div>
      ))}
      <Button
        icon={<PlusOutlined />}
        onClick={() => {
          const expected = term.examples.some((each) => each.expected === 'yes') ? 'no' : 'yes';
          onChange({ examples: [...term.examples, { line: '', expected }] });
        }}
      >
        <Trans>Add an example</Trans>
      </Button>
    </details>
  );
}
