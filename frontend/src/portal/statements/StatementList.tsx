import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useSearchParams } from 'wouter';
import {
  MyPlaceDocument,
  MyStatementsChangedDocument,
  MyStatementsDocument,
} from '@/generated/graphql';
import type { StatementState } from '@/generated/graphql';
import { useLive } from '@/lib/useLive';
import { EmptyState } from '@/ui/EmptyState';
import { Choices } from '../Choices';
import { Endless } from '../Endless';
import { Screen } from '../Screen';
import { StatementRow } from './StatementRow';

type Wanted = 'ALL' | StatementState;

/** The statements I was sent. */
export function StatementList() {
  const { t } = useLingui();
  const [params, setParams] = useSearchParams();
  const state = (params.get('state') ?? 'ALL') as Wanted;
  const [{ data }] = useQuery({ query: MyPlaceDocument });
  const ownId = data?.viewer.distributor?.id;
  const [changes, setChanges] = useState(0);
  useLive(MyStatementsChangedDocument, ownId ?? '', Boolean(ownId), () => {
    setChanges((before) => before + 1);
  });
  return (
    <Screen title={<Trans>Statements</Trans>}>
      <div className="filters">
        <Choices<Wanted>
          label={t`State`}
          value={state}
          choices={[
            ['ALL', t`All`],
            ['ISSUED', t`To confirm`],
            ['CONFIRMED', t`Confirmed`],
            ['DISPUTED', t`Disputed`],
          ]}
          onChange={(value) => {
            setParams(value === 'ALL' ? {} : { state: value });
          }}
        />
      </div>
      <div className="card">
        <Endless
          document={MyStatementsDocument}
          variables={{ filter: state === 'ALL' ? { isCurrent: true } : { states: [state] } }}
          changes={changes}
          connection={(answer) => answer.viewer.distributor?.statements}
          row={(statement) => <StatementRow key={statement.id} statement={statement} />}
          empty={
            <EmptyState
              title={<Trans>No statements here.</Trans>}
              hint={<Trans>One comes after the end of each month.</Trans>}
            />
          }
        />
      </div>
    </Screen>
  );
}
