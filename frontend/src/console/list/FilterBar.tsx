import { Trans, useLingui } from '@lingui/react/macro';
import { SearchOutlined } from '@ant-design/icons';
import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { never } from '@/lib/never';
import type { Filter } from './types';
import type { ListState } from './useListState';

export function FilterBar({ filters, state }: { filters: readonly Filter[]; state: ListState }) {
  return (
    <div className="list-filters">
      {filters.map((filter) => (
        <One key={filter.name} filter={filter} state={state} />
      ))}
      {state.isFiltered && (
        <Button type="link" onClick={state.clear}>
          <Trans>Clear</Trans>
        </Button>
      )}
    </div>
  );
}

function One({ filter, state }: { filter: Filter; state: ListState }) {
  const { i18n, t } = useLingui();
  const label = i18n._(filter.label);
  switch (filter.kind) {
    case 'choice':
      return (
        <Select
          allowClear={{ label: t`Clear` }}
          aria-label={label}
          placeholder={label}
          className="list-choice"
          {...(filter.isSingle ? {} : { mode: 'multiple' as const, maxTagCount: 2 })}
          value={filter.isSingle ? state.value(filter.name) : [...state.values(filter.name)]}
          options={[...filter.options]}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(value: string | string[] | undefined) => {
            state.setFilter(filter.name, Array.isArray(value) ? value : value ? [value] : []);
          }}
        />
      );
    case 'text': {
      const current = state.value(filter.name) ?? '';
      return (
        <Input
          // A new key takes over what Back or a saved view has changed.
          key={current}
          allowClear
          aria-label={label}
          placeholder={label}
          className="list-text"
          prefix={<SearchOutlined />}
          defaultValue={current}
          onPressEnter={(event) => {
            state.setFilter(filter.name, [event.currentTarget.value.trim()]);
          }}
          onBlur={(event) => {
            const next = event.currentTarget.value.trim();
            if (next !== current) state.setFilter(filter.name, [next]);
          }}
          onClear={() => {
            state.setFilter(filter.name, []);
          }}
        />
      );
    }
    case 'days':
      return <Days name={filter.name} label={label} state={state} />;
    case 'own':
      return (
        <filter.input
          label={label}
          values={state.values(filter.name)}
          onChange={(values) => {
            state.setFilter(filter.name, values);
          }}
        />
      );
    default:
      return never(filter);
  }
}

function Days({ name, label, state }: { name: string; label: string; state: ListState }) {
  const { t } = useLingui();
  const from = state.value(`${name}From`);
  const until = state.value(`${name}Until`);
  return (
    <DatePicker.RangePicker
      allowEmpty={[true, true]}
      placeholder={[t`${label} from`, t`until`]}
      value={[from ? dayjs(from) : null, until ? dayjs(until) : null]}
      onChange={(days) => {
        state.setFilter(`${name}From`, [days?.[0]?.format('YYYY-MM-DD') ?? '']);
        state.setFilter(`${name}Until`, [days?.[1]?.format('YYYY-MM-DD') ?? '']);
      }}
    />
  );
}
