import { Trans } from '@lingui/react/macro';
import { PlusOutlined } from '@ant-design/icons';
import { Button, ConfigProvider } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Panel } from '@/console/parts/Panel';
import { PlanFields } from './PlanFields';
import { RateFields } from './RateFields';
import { SimulationPanel } from './SimulationPanel';
import { TermFields } from './TermFields';
import { faultsOf } from './faults';
import { documentOf, newTerm } from './form';
import type { PlanForm, TermForm } from './form';
import './plans.css';

interface Props {
  form: PlanForm;
  onChange: (form: PlanForm) => void;
  isKept: boolean;
  /** Nothing can be changed: it waits for its second person. */
  isShown?: boolean;
  /** What can be done with it, above everything. */
  deeds: ReactNode;
  /** The versions there were. */
  history: ReactNode;
}

/** A plan in words, beside what it would have given and what is kept of it. */
export function PlanBuilder({ form, onChange, isKept, isShown = false, deeds, history }: Props) {
  const [isBegun, setBegun] = useState(isKept);
  const found = faultsOf(form);
  // Nobody is blamed for what nobody has come to yet.
  const faults = isBegun ? found : new Map([...found].filter(([, fault]) => fault !== 'missing'));
  const document = documentOf(form);
  const isTriable = [...found.keys()].every((at) =>
    ['name', 'validFrom', 'validUntil'].includes(at),
  );
  const change = (some: Partial<PlanForm>): void => {
    setBegun(true);
    onChange({ ...form, ...some });
  };
  const changeTerm = (place: number, some: Partial<TermForm>): void => {
    change({ terms: form.terms.map((term, nth) => (nth === place ? { ...term, ...some } : term)) });
  };
  return (
    <div className="plan-builder">
      <div className="panels">
        {deeds}
        <ConfigProvider componentDisabled={isShown}>
          <div className={isShown ? 'panels plan-shown' : 'panels'}>
            <PlanFields form={form} faults={faults} isKept={isKept} onChange={change} />
            {!(isShown && form.rates.length === 0) && (
              <RateFields
                rates={form.rates}
                faults={faults}
                onChange={(rates) => {
                  change({ rates });
                }}
              />
            )}
            {!(isShown && form.terms.length === 0) && (
              <Panel title={<Trans>Terms that depend on a period</Trans>}>
                {form.terms.map((term, place) => (
                  <TermFields
                    key={place}
                    term={term}
                    at={`terms.${String(place)}`}
                    faults={faults}
                    onChange={(some) => {
                      changeTerm(place, some);
                    }}
                    onRemove={() => {
                      change({ terms: form.terms.filter((_, nth) => nth !== place) });
                    }}
                  />
                ))}
                <Button
                  icon={<PlusOutlined />}
                  onClick={() => {
                    change({ terms: [...form.terms, newTerm(form.terms.length + 1)] });
                  }}
                >
                  <Trans>Add a term</Trans>
                </Button>
              </Panel>
            )}
          </div>
        </ConfigProvider>
      </div>
      <div className="panels">
        <SimulationPanel
          code={form.code.trim()}
          document={isTriable ? JSON.stringify(document) : null}
        />
        {history}
        <Panel title={<Trans>The document</Trans>}>
          <details className="plan-more">
            <summary>
              <Trans>What is kept, as JSON</Trans>
            </summary>
            <pre className="plan-json">{JSON.stringify(document, null, 1)}</pre>
          </details>
        </Panel>
      </div>
    </div>
  );
}
