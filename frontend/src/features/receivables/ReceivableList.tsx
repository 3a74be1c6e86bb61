import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useHasRole } from '@/app/SessionContext';
import { ListPage } from '@/console/list/ListPage';
import { daysOf } from '@/console/list/days';
import type { Filter } from '@/console/list/types';
import type { ListState } from '@/console/list/useListState';
import { DistributorPicker } from '@/console/parts/DistributorPicker';
import { CURRENCY_FILTER, useCreditorFilter } from '@/console/parts/filters';
import { ReceivableListDocument } from '@/generated/graphql';
import type { ItemFieldsFragment, ReceivableSort } from '@/generated/graphql';
import { BOOKKEEPING } from '@/lib/roles';
import { COLUMNS } from './columns';
import { LinkMaker } from './LinkMaker';
import { SelectedItems } from './SelectedItems';
import './receivables.css';

function variablesOf(state: ListState) {
  const [dueFrom, dueUntil] = daysOf(state, 'due');
  const wanted = state.value('state');
  const distributors = state.values('distributor');
  const toBrand = state.value('creditor');
  return {
    sort: (state.sort ?? 'DUE_FIRST') as ReceivableSort,
    filter: {
      isOpen: wanted === 'open' ? true : wanted === 'settled' ? false : null,
      isOverdue: wanted === 'overdue' ? true : null,
      debtors: distributors.length > 0 ? [...distributors] : null,
      currency: state.value('currency') ?? null,
      number: state.value('number') ?? null,
      isToBrand: toBrand ? toBrand === 'brand' : null,
      dueFrom: dueFrom ?? null,
      dueUntil: dueUntil ?? null,
    },
  };
}

interface Chosen {
  items: readonly ItemFieldsFragment[];
  done: () => void;
}

/** What is owed, the longest due first; open items of one debtor become a payment link. */
export function ReceivableList() {
  const { t } = useLingui();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const mayAsk = useHasRole(...BOOKKEEPING);
  const filters: readonly Filter[] = [
    {
      kind: 'choice',
      name: 'state',
      label: msg`State`,
      isSingle: true,
      options: [
        { value: 'overdue', label: t`Overdue` },
        { value: 'open', label: t`Not paid yet` },
        { value: 'settled', label: t`Paid` },
      ],
    },
    { kind: 'own', name: 'distributor', label: msg`Distributor`, input: DistributorPicker },
    { kind: 'days', name: 'due', label: msg`Due` },
    { kind: 'text', name: 'number', label: msg`Number` },
    CURRENCY_FILTER,
    useCreditorFilter(msg`Owed to`),
  ];
  return (
    <>
      <ListPage
        name="receivables"
        title={<Trans>Receivables</Trans>}
        document={ReceivableListDocument}
        variables={variablesOf}
        connection={(answer) => answer.receivables}
        columns={COLUMNS}
        filters={filters}
        {...(mayAsk
          ? {
              selecting: (items: readonly ItemFieldsFragment[], clear: () => void) => (
                <SelectedItems
                  items={items}
                  onClear={clear}
                  onLink={() => {
                    setChosen({ items, done: clear });
                  }}
                />
              ),
            }
          : {})}
        empty={{
          title: <Trans>Nothing is owed.</Trans>,
          hint: <Trans>Orders are billed when they may be, and then stand here until paid.</Trans>,
        }}
      />
      {chosen && (
        <LinkMaker
          items={chosen.items}
          onClose={(isDone) => {
            if (isDone) chosen.done();
            setChosen(null);
          }}
        />
      )}
    </>
  );
}
