import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from 'antd';
import { useState } from 'react';
import { useHasRole } from '@/app/SessionContext';
import { DeedFault } from '@/console/deeds/DeedFault';
import { ChoiceField, TextField } from '@/console/parts/Fields';
import { Panel } from '@/console/parts/Panel';
import { DelegateRebateClaimsDocument, EndRebateDelegationDocument } from '@/generated/graphql';
import type { RebateClaimSettingsQuery } from '@/generated/graphql';
import { DECIDING } from '@/lib/roles';
import { useDeed } from '@/lib/useDeed';
import { BusinessDate } from '@/ui/Dates';

interface Props {
  brand: RebateClaimSettingsQuery['brand'];
  today: string;
  viewerId: string | null;
  onChange: () => void;
}

/** Who decides about claims while somebody is away. */
export function Delegations({ brand, today, viewerId, onChange }: Props) {
  const mayDecide = useHasRole(...DECIDING);
  const ending = useDeed(EndRebateDelegationDocument, (data) => data.endRebateDelegation);
  return (
    <Panel title={<Trans>While somebody is away</Trans>}>
      {brand.rebateDelegations.length === 0 && (
        <p>
          <Trans>Everybody decides in person.</Trans>
        </p>
      )}
      <ul className="claim-history">
        {brand.rebateDelegations.map((row) => (
          <li key={row.id}>
            <Trans>
              {row.deputy?.name} decides for {row.person?.name}
            </Trans>{' '}
            <span className="t-soft">
              <BusinessDate value={row.firstOn} /> – <BusinessDate value={row.lastOn} />
            </span>{' '}
            {row.person?.id === viewerId && (
              <Button
                size="small"
                loading={ending.isBusy}
                onClick={async () => {
                  if (await ending.run({ input: { delegationId: row.id } })) onChange();
                }}
              >
                <Trans>I am back</Trans>
              </Button>
            )}
          </li>
        ))}
      </ul>
      <DeedFault fault={ending.fault} />
      {mayDecide && (
        <DelegateForm brand={brand} today={today} viewerId={viewerId} onChange={onChange} />
      )}
    </Panel>
  );
}

function DelegateForm({ brand, today, viewerId, onChange }: Props) {
  const { t } = useLingui();
  const others = brand.rebateDeputies.filter(({ id }) => id !== viewerId);
  const [deputy, setDeputy] = useState(others[0]?.id ?? '');
  const [firstOn, setFirst] = useState(today);
  const [lastOn, setLast] = useState(today);
  const delegating = useDeed(DelegateRebateClaimsDocument, (data) => data.delegateRebateClaims);
  if (others.length === 0) return null;
  return (
    <>
      <h3>
        <Trans>When you are away</Trans>
      </h3>
      <DeedFault fault={delegating.fault} />
      <div className="claim-step">
        <ChoiceField
          label={t`Who decides for you`}
          value={deputy}
          options={others.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setDeputy}
        />
        <TextField label={<Trans>From</Trans>} type="date" value={firstOn} onChange={setFirst} />
        <TextField
          label={<Trans>Until, this day included</Trans>}
          type="date"
          value={lastOn}
          onChange={setLast}
        />
        <Button
          type="primary"
          disabled={firstOn === '' || lastOn === ''}
          loading={delegating.isBusy}
          onClick={async () => {
            if (await delegating.run({ input: { userId: deputy, firstOn, lastOn } })) onChange();
          }}
        >
          <Trans>Let this person decide</Trans>
        </Button>
      </div>
    </>
  );
}
