import { useLingui } from '@lingui/react/macro';
import { Select } from 'antd';
import { useState } from 'react';
import { useQuery } from 'urql';
import { PersonChoicesDocument, PersonNameDocument } from '@/generated/graphql';
import type { FilterInput } from '../list/types';

interface Person {
  id: string;
  name: string;
  email: string;
}

/**
 * Chooses one person of the brand by name or address; for those who may see its team.
 *
 * Whoever the address of the page names is shown too: somebody who has left, or works for a distributor.
 */
export function PersonPicker({ label, values, onChange }: FilterInput) {
  const { t } = useLingui();
  const [isOpen, setIsOpen] = useState(false);
  const [chosen] = values;
  const [team] = useQuery({ query: PersonChoicesDocument, pause: !isOpen });
  const [named] = useQuery({
    query: PersonNameDocument,
    variables: { id: chosen ?? '' },
    pause: chosen === undefined,
  });
  const known = new Map<string, Person>();
  if (chosen !== undefined && named.data?.node?.__typename === 'User') {
    known.set(chosen, named.data.node);
  }
  for (const one of team.data?.brand.members ?? []) {
    known.set(one.person, { id: one.person, name: one.name, email: one.email });
  }
  return (
    <Select
      allowClear={{ label: t`Clear` }}
      aria-label={label}
      placeholder={label}
      className="list-choice"
      // An id says nothing to anybody, so it waits for its name.
      value={chosen !== undefined && known.has(chosen) ? chosen : null}
      loading={team.fetching || named.fetching}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: 'search' }}
      notFoundContent={team.fetching ? t`Searching…` : t`Nobody of this name or address`}
      options={[...known.values()].map((one) => ({
        value: one.id,
        label: one.name,
        search: `${one.name} ${one.email}`,
      }))}
      onOpenChange={setIsOpen}
      onChange={(next: string | null | undefined) => {
        onChange(next ? [next] : []);
      }}
    />
  );
}
