import { Trans, useLingui } from '@lingui/react/macro';
import { SearchBar } from 'antd-mobile';
import { useQuery } from 'urql';
import { useSearchParams } from 'wouter';
import { MyOrdersDocument, MyPlaceDocument } from '@/generated/graphql';
import type { OrderState } from '@/generated/graphql';
import { EmptyState } from '@/ui/EmptyState';
import { Choices } from '../Choices';
import { Endless } from '../Endless';
import { Screen } from '../Screen';
import { OrderRow } from './OrderRow';

type Wanted = 'ALL' | OrderState;

/** My orders, and those of the levels below me. */
export function OrderList() {
  const { t } = useLingui();
  const [params, setParams] = useSearchParams();
  const [{ data }] = useQuery({ query: MyPlaceDocument });
  const ownId = data?.viewer.distributor?.id;
  const state = (params.get('state') ?? 'ALL') as Wanted;
  const number = params.get('number') ?? '';
  const isMine = params.get('whose') !== 'all';

  const set = (name: string, value: string): void => {
    setParams((before) => {
      const next = new URLSearchParams(before);
      if (value) next.set(name, value);
      else next.delete(name);
      return next;
    });
  };
  return (
    <Screen title={<Trans>Orders</Trans>}>
      <div className="filters">
        <SearchBar
          defaultValue={number}
          placeholder={t`Order number`}
          onSearch={(value) => {
            set('number', value.trim());
          }}
          onClear={() => {
            set('number', '');
          }}
        />
        <Choices
          label={t`Whose`}
          value={isMine ? 'mine' : 'all'}
          choices={[
            ['mine', t`Mine`],
            ['all', t`With levels below`],
          ]}
          onChange={(value) => {
            set('whose', value === 'all' ? 'all' : '');
          }}
        />
        <Choices<Wanted>
          label={t`State`}
          value={state}
          choices={[
            ['ALL', t`All`],
            ['CONFIRMED', t`Confirmed`],
            ['PENDING', t`Pending`],
            ['CANCELLED', t`Cancelled`],
          ]}
          onChange={(value) => {
            set('state', value === 'ALL' ? '' : value);
          }}
        />
      </div>
      <div className="card">
        {ownId && (
          <Endless
            document={MyOrdersDocument}
            variables={{
              filter: {
                ...(state === 'ALL' ? {} : { states: [state] }),
                ...(number ? { number } : {}),
                ...(isMine ? { distributors: [ownId] } : {}),
              },
            }}
            connection={(answer) => answer.orders}
            row={(order) => <OrderRow key={order.id} order={order} ownId={ownId} />}
            empty={
              <EmptyState
                title={<Trans>No orders here.</Trans>}
                hint={<Trans>Choose another state, or look at the levels below you.</Trans>}
              />
            }
          />
        )}
      </div>
    </Screen>
  );
}
