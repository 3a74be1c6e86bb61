import { useLingui } from '@lingui/react/macro';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useQuery } from 'urql';
import { DistributorChoicesDocument, DistributorNamesDocument } from '@/generated/graphql';
import type { FilterInput } from '../list/types';

/** Chooses distributors by name or code; only what is typed is asked for, however many there are. */
export function DistributorPicker({ label, values, onChange }: FilterInput) {
  const { t } = useLingui();
  const [typed, setTyped] = useState('');
  const [isOpen, setIsOpen] = useState(false);
  const search = useDeferredValue(typed.trim());
  const [found] = useQuery({
    query: DistributorChoicesDocument,
    variables: { search: search || null },
    pause: !isOpen,
  });
  const [named] = useQuery({
    query: DistributorNamesDocument,
    variables: { ids: [...values] },
    pause: values.length === 0,
  });
  const known = new Map(
    [
      ...(values.length > 0 ? (named.data?.distributors.nodes ?? []) : []),
      ...(found.data?.distributors.nodes ?? []),
    ].map((one) => [one.id, one]),
  );
  return (
    <Select
      allowClear={{ label: t`Clear` }}
      mode="multiple"
      maxTagCount={2}
      aria-label={label}
      placeholder={label}
      className="list-choice list-party"
      value={[...values]}
      loading={found.fetching}
      showSearch={{ onSearch: setTyped, filterOption: false }}
      notFoundContent={found.fetching ? t`Searching…` : t`No distributor of this name or code`}
      options={[...known.values()].map((one) => ({
        value: one.id,
        label: `${one.code} ${one.name}`,
      }))}
      onOpenChange={setIsOpen}
      onChange={(next: string[]) => {
        setTyped('');
        onChange(next);
      }}
    />
  );
}
