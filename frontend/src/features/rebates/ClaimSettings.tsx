import { Trans, useLingui } from '@lingui/react/macro';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useHasRole } from '@/app/SessionContext';
import { Page } from '@/console/Page';
import { SubjectPage } from '@/console/SubjectPage';
import { DeedFault } from '@/console/deeds/DeedFault';
import { ChoiceField, TextField } from '@/console/parts/Fields';
import { Panel } from '@/console/parts/Panel';
import { RebateClaimSettingsDocument, SetRebateClaimStepsDocument } from '@/generated/graphql';
import type { RebateClaimSettingsQuery, Role } from '@/generated/graphql';
import { APPROVING_PLANS } from '@/lib/roles';
import { useDeed } from '@/lib/useDeed';
import { Delegations } from './Delegations';
import './rebates.css';

type Brand = RebateClaimSettingsQuery['brand'];

interface StepForm {
  role: Role;
  days: string;
  /** From which amount it is asked; empty for every claim. */
  least: string;
}

const STEPS_MAX = 6;
const USUAL: readonly StepForm[] = [
  { role: 'SALES_MANAGER', days: '3', least: '' },
  { role: 'ACCOUNTANT', days: '3', least: '' },
  { role: 'FINANCE_DIRECTOR', days: '3', least: '' },
];

/** Who has to agree to claims, within how many days, and who stands in for whom. */
export function ClaimSettings() {
  const query = useQuery({
    query: RebateClaimSettingsDocument,
    requestPolicy: 'cache-and-network',
  });
  const [{ data }, ask] = query;
  const again = (): void => {
    ask({ requestPolicy: 'network-only' });
  };
  return (
    <SubjectPage
      kind={<Trans>Who agrees, and who stands in</Trans>}
      list={{ href: '/rebates/claims', title: <Trans>Rebate claims</Trans> }}
      query={query}
      subject={data}
      missing={null}
    >
      {({ brand, viewer }) => (
        <Page title={<Trans>Who agrees, and who stands in</Trans>}>
          <div className="panels">
            <Steps key={JSON.stringify(brand.rebateClaimSteps)} brand={brand} onSaved={again} />
            <Delegations
              brand={brand}
              today={viewer.today}
              viewerId={viewer.user?.id ?? null}
              onChange={again}
            />
          </div>
        </Page>
      )}
    </SubjectPage>
  );
}

function Steps({ brand, onSaved }: { brand: Brand; onSaved: () => void }) {
  const { t } = useLingui();
  const { message } = App.useApp();
  const mayChange = useHasRole(...APPROVING_PLANS);
  const [steps, setSteps] = useState<readonly StepForm[]>(() =>
    brand.rebateClaimSteps.length === 0
      ? USUAL
      : brand.rebateClaimSteps.map(({ role, days, least }) => ({
          role,
          days: String(days),
          least: least?.amount ?? '',
        })),
  );
  const saving = useDeed(SetRebateClaimStepsDocument, (data) => data.setRebateClaimSteps);
  const change = (place: number, changed: Partial<StepForm>): void => {
    setSteps(steps.map((step, nth) => (nth === place ? { ...step, ...changed } : step)));
  };
  const save = async (): Promise<void> => {
    const given = steps.map(({ role, days, least }) => ({
      role,
      days: Number(days) || 0,
      least: least.trim() === '' ? null : { amount: least.trim(), currency: brand.currency },
    }));
    if (!(await saving.run({ input: { steps: given } }))) return;
    void message.success(t`It holds for the claims that are made from now on.`);
    onSaved();
  };
  return (
    <Panel title={<Trans>Who has to agree</Trans>}>
      <p className="t-soft">
        <Trans>
          In this order, each step another person. The owner may stand in at every step. Claims that
          are under way keep their own steps.
        </Trans>
      </p>
      <ol className="claim-steps">
        {steps.map((step, place) => (
          <StepFields
            key={place}
            step={step}
            place={place}
            currency={brand.currency}
            onChange={(changed) => {
              change(place, changed);
            }}
            onRemove={() => {
              setSteps(steps.filter((_, nth) => nth !== place));
            }}
          />
        ))}
      </ol>
      <DeedFault fault={saving.fault} />
      {mayChange && (
        <div className="claim-deeds">
          <Button
            disabled={steps.length >= STEPS_MAX}
            onClick={() => {
              setSteps([...steps, { role: 'OWNER', days: '3', least: '' }]);
            }}
          >
            <Trans>Add a step</Trans>
          </Button>
          <Button
            type="primary"
            loading={saving.isBusy}
            onClick={() => {
              void save();
            }}
          >
            <Trans>Save</Trans>
          </Button>
        </div>
      )}
    </Panel>
  );
}

interface StepProps {
  step: StepForm;
  place: number;
  currency: string;
  onChange: (changed: Partial<StepForm>) => void;
  onRemove: () => void;
}

function StepFields({ step, place, currency, onChange, onRemove }: StepProps) {
  const { t } = useLingui();
  const nth = place + 1;
  return (
    <li className="claim-step">
      <ChoiceField<Role>
        label={t`Step ${nth}`}
        value={step.role}
        options={[
          { value: 'SALES_MANAGER', label: t`Sales manager` },
          { value: 'ACCOUNTANT', label: t`Accountant` },
          { value: 'FINANCE_DIRECTOR', label: t`Finance director` },
          { value: 'OWNER', label: t`Owner` },
        ]}
        onChange={(role) => {
          onChange({ role });
        }}
      />
      <TextField
        label={<Trans>Within days</Trans>}
        value={step.days}
        onChange={(days) => {
          onChange({ days });
        }}
      />
      <TextField
        label={<Trans>Only from this amount ({currency})</Trans>}
        value={step.least}
        onChange={(least) => {
          onChange({ least });
        }}
      />
      <Button onClick={onRemove} aria-label={t`Take out step ${nth}`}>
        <Trans>Take out</Trans>
      </Button>
    </li>
  );
}
