import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { MyCommissionDocument } from '@/generated/graphql';
import type { CommissionLineFilter } from '@/generated/graphql';
import { monthStart } from '@/lib/dates';
import { EmptyState } from '@/ui/EmptyState';
import { Choices } from '../Choices';
import { Endless } from '../Endless';
import { EarnedRow } from './EarnedRow';
import { Targets } from './Targets';

type When = 'all' | 'this' | 'last';

export function CommissionTab({ today }: { today: string }) {
  const { t } = useLingui();
  const [when, setWhen] = useState<When>('all');
  const filters: Record<When, CommissionLineFilter | null> = {
    all: null,
    this: { earnedFrom: monthStart(today, 0) },
    last: { earnedFrom: monthStart(today, -1), earnedUntil: monthStart(today, 0) },
  };
  return (
    <>
      <Targets />
      <section className="card">
        <header>
          <Choices<When>
            label={t`When`}
            value={when}
            choices={[
              ['all', t`All`],
              ['this', t`This month`],
              ['last', t`Last month`],
            ]}
            onChange={setWhen}
          />
        </header>
        <Endless
          document={MyCommissionDocument}
          variables={{ filter: filters[when] }}
          connection={(answer) => answer.viewer.distributor?.commissionLines}
          row={(line) => <EarnedRow key={line.id} line={line} />}
          empty={
            <EmptyState
              title={<Trans>No commission here.</Trans>}
              hint={<Trans>Commission is computed when a month is settled.</Trans>}
            />
          }
        />
      </section>
    </>
  );
}
