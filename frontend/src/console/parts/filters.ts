import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import { useLingui } from '@lingui/react';
import { useQuery } from 'urql';
import { MonthChoicesDocument } from '@/generated/graphql';
import { formatPeriod } from '@/lib/dates';
import type { StateKind } from '@/ui/words/states';
import type { Filter } from '../list/types';
import { CURRENCIES } from './currencies';
import { useChannels } from './useChannels';
import { useStateChoices } from './useChoices';

export const CURRENCY_FILTER: Filter = {
  kind: 'choice',
  name: 'currency',
  label: msg`Currency`,
  isSingle: true,
  options: CURRENCIES.map((value) => ({ value, label: value })),
};

/** Filters by state, in the words that the tags use. */
export function useStateFilter(kind: StateKind): Filter {
  return { kind: 'choice', name: 'state', label: msg`State`, options: useStateChoices(kind) };
}

export function useChannelFilter(): Filter {
  const options = useChannels().map(({ id, name }) => ({ value: id, label: name }));
  return { kind: 'choice', name: 'channel', label: msg`Channel`, isSingle: true, options };
}

/** Filters by the settlement run of a month. */
export function useMonthFilter(): Filter {
  const { i18n } = useLingui();
  const [{ data }] = useQuery({ query: MonthChoicesDocument });
  const options = (data?.settlementRuns.nodes ?? []).map((run) => ({
    value: run.id,
    label: formatPeriod(run.periodStart, run.periodEnd, i18n.locale),
  }));
  return { kind: 'choice', name: 'run', label: msg`Month`, isSingle: true, options };
}

/** Filters by whom something is owed or paid to: the brand itself, or a distributor. */
export function useCreditorFilter(label: MessageDescriptor): Filter {
  const { _ } = useLingui();
  return {
    kind: 'choice',
    name: 'creditor',
    label,
    isSingle: true,
    options: [
      { value: 'brand', label: _(msg`The brand`) },
      { value: 'others', label: _(msg`A distributor`) },
    ],
  };
}
