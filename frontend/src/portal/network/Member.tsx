import { Trans } from '@lingui/react/macro';
import { useQuery } from 'urql';
import { useParams } from 'wouter';
import { MyMemberDocument } from '@/generated/graphql';
import type { MyMemberQuery } from '@/generated/graphql';
import { EmptyState } from '@/ui/EmptyState';
import { Fact, Facts } from '@/ui/Facts';
import { RoleNames } from '@/ui/words/RoleNames';
import { Card } from '../Card';
import { Loaded } from '../Loaded';
import { OrderRow } from '../orders/OrderRow';
import { Row, Rows } from '../Rows';
import { Screen } from '../Screen';
import { StatementRow } from '../statements/StatementRow';
import { useGrants } from '../useGrants';

type Distributor = NonNullable<MyMemberQuery['distributor']>;

/** A distributor of a level below me. */
export function Member() {
  const { id } = useParams<{ id: string }>();
  const { money } = useGrants();
  const query = useQuery({ query: MyMemberDocument, variables: { id, money } });
  return (
    <Screen title={query[0].data?.distributor?.name ?? <Trans>Distributor</Trans>} back="/network">
      <Loaded query={query}>
        {({ distributor }) =>
          distributor ? (
            <Found member={distributor} />
          ) : (
            <EmptyState title={<Trans>There is no such distributor.</Trans>} />
          )
        }
      </Loaded>
    </Screen>
  );
}

function Found({ member }: { member: Distributor }) {
  const statements = member.statements?.nodes ?? [];
  return (
    <div className="columns">
      <div>
        <Card>
          <div className="in-card">
            <Facts>
              <Fact label={<Trans>Code</Trans>}>{member.code}</Fact>
              {member.level !== null && <Fact label={<Trans>Level</Trans>}>{member.level}</Fact>}
              {member.grade && <Fact label={<Trans>Grade</Trans>}>{member.grade.name}</Fact>}
              {member.parent && (
                <Fact label={<Trans>Buys through</Trans>}>{member.parent.name}</Fact>
              )}
              {member.phone && (
                <Fact label={<Trans>Phone</Trans>}>
                  <a href={`tel:${member.phone}`}>{member.phone}</a>
                </Fact>
              )}
              {member.email && <Fact label={<Trans>E-mail</Trans>}>{member.email}</Fact>}
              {member.address && <Fact label={<Trans>Address</Trans>}>{member.address}</Fact>}
            </Facts>
          </div>
        </Card>
        {member.contacts.length > 0 && (
          <Card title={<Trans>People</Trans>}>
            <Rows>
              {member.contacts.map((person) => (
                <Row
                  key={person.id}
                  title={person.name}
                  note={person.role && <RoleNames roles={[person.role]} />}
                  end={person.phone}
                />
              ))}
            </Rows>
          </Card>
        )}
        {member.children.nodes.length > 0 && (
          <Card title={<Trans>Directly below</Trans>}>
            <Rows>
              {member.children.nodes.map((child) => (
                <Row
                  key={child.id}
                  href={`/network/${child.id}`}
                  title={child.name}
                  note={child.code}
                  end={child.grade?.name}
                />
              ))}
            </Rows>
          </Card>
        )}
      </div>
      <div>
        {statements.length > 0 && (
          <Card title={<Trans>Statements</Trans>}>
            <Rows>
              {statements.map((statement) => (
                <StatementRow key={statement.id} statement={statement} />
              ))}
            </Rows>
          </Card>
        )}
        <Card title={<Trans>Latest orders</Trans>}>
          {member.orders.nodes.length > 0 ? (
            <Rows>
              {member.orders.nodes.map((order) => (
                <OrderRow key={order.id} order={order} ownId={member.id} />
              ))}
            </Rows>
          ) : (
            <EmptyState title={<Trans>No orders yet.</Trans>} />
          )}
        </Card>
      </div>
    </div>
  );
}
