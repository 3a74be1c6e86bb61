import { Trans, useLingui } from '@lingui/react/macro';
import { useParams, useSearchParams } from 'wouter';
import { MyStatementCommissionDocument } from '@/generated/graphql';
import { EmptyState } from '@/ui/EmptyState';
import { Choices } from '../Choices';
import { EarnedRow } from '../earnings/EarnedRow';
import { Endless } from '../Endless';
import { Screen } from '../Screen';

/** Every commission of a statement. */
export function StatementCommission() {
  const { t } = useLingui();
  const { id } = useParams<{ id: string }>();
  const [params, setParams] = useSearchParams();
  const sort = params.get('sort') === 'NEWEST' ? 'NEWEST' : 'LARGEST';
  return (
    <Screen title={<Trans>Commission of this statement</Trans>} back={`/statements/${id}`}>
      <div className="filters">
        <Choices
          label={t`Sorted by`}
          value={sort}
          choices={[
            ['LARGEST', t`Largest first`],
            ['NEWEST', t`Newest first`],
          ]}
          onChange={(value) => {
            setParams(value === 'LARGEST' ? {} : { sort: value });
          }}
        />
      </div>
      <div className="card">
        <Endless
          document={MyStatementCommissionDocument}
          variables={{ id, sort }}
          connection={(answer) => answer.statement?.commissionLines}
          row={(line) => <EarnedRow key={line.id} line={line} />}
          empty={<EmptyState title={<Trans>No commission in this month.</Trans>} />}
        />
      </div>
    </Screen>
  );
}
