import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { useSession } from '@/app/SessionContext';
import { MyHomeChangedDocument, MyHomeDocument } from '@/generated/graphql';
import type { MyHomeQuery } from '@/generated/graphql';
import { useLive } from '@/lib/useLive';
import { Period } from '@/ui/Dates';
import { EmptyState } from '@/ui/EmptyState';
import { Money } from '@/ui/Money';
import { Card } from '../Card';
import { Loaded } from '../Loaded';
import { Row, Rows } from '../Rows';
import { Screen } from '../Screen';
import { useGrants } from '../useGrants';
import { OrderRow } from '../orders/OrderRow';
import { Earned, Owed } from './Positions';
import './home.css';

type Mine = NonNullable<MyHomeQuery['viewer']['distributor']>;

/** What I owe, what I earned, what waits for me. */
export function Home() {
  const { session } = useSession();
  const { money } = useGrants();
  const query = useQuery({ query: MyHomeDocument, variables: { money } });
  const [{ data }, ask] = query;
  const mine = data?.viewer.distributor;
  const [changes, setChanges] = useState(0);
  useLive(MyHomeChangedDocument, mine?.id ?? '', money && Boolean(mine), () => {
    ask({ requestPolicy: 'network-only' });
    setChanges((before) => before + 1);
  });
  return (
    <Screen
      title={mine?.name ?? session.name}
      aside={mine?.grade && <span className="t-tag t-tag-busy">{mine.grade.name}</span>}
    >
      <Loaded query={query}>
        {({ viewer }) => {
          const { distributor, today } = viewer;
          return (
            distributor && (
              <div className="columns">
                <div>
                  {distributor.positions && (
                    <Owed positions={distributor.positions} today={today} changes={changes} />
                  )}
                  {distributor.statements && <ToConfirm statements={distributor.statements} />}
                </div>
                <div>
                  {distributor.positions && <Earned positions={distributor.positions} />}
                  <LatestOrders mine={distributor} />
                </div>
              </div>
            )
          );
        }}
      </Loaded>
    </Screen>
  );
}

function ToConfirm({ statements }: { statements: NonNullable<Mine['statements']> }) {
  if (statements.nodes.length === 0) return null;
  const count = statements.totalCount;
  return (
    <Card
      title={<Trans>To confirm</Trans>}
      more={
        <Link href="/statements">
          <Trans>All {count}</Trans>
        </Link>
      }
    >
      <Rows>
        {statements.nodes.map((one) => (
          <Row
            key={one.id}
            href={`/statements/${one.id}`}
            title={<Period start={one.periodStart} end={one.periodEnd} />}
            note={
              <>
                {one.number} · {one.creditorName}
              </>
            }
            end={<Money value={one.owedClosing} />}
          />
        ))}
      </Rows>
    </Card>
  );
}

function LatestOrders({ mine }: { mine: Mine }) {
  return (
    <Card
      title={<Trans>Latest orders</Trans>}
      more={
        <Link href="/orders">
          <Trans>All</Trans>
        </Link>
      }
    >
      {mine.orders.nodes.length > 0 ? (
        <Rows>
          {mine.orders.nodes.map((order) => (
            <OrderRow key={order.id} order={order} ownId={mine.id} />
          ))}
        </Rows>
      ) : (
        <EmptyState title={<Trans>No orders yet.</Trans>} />
      )}
    </Card>
  );
}
