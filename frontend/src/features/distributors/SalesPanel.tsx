import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Select } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { useHasRole } from '@/app/SessionContext';
import { DeedFault } from '@/console/deeds/DeedFault';
import { Panel } from '@/console/parts/Panel';
import {
  AssignDistributorDocument,
  AssignableDocument,
  UnassignDistributorDocument,
} from '@/generated/graphql';
import { ASSIGNING } from '@/lib/roles';
import { useDeed } from '@/lib/useDeed';
import { Instant } from '@/ui/Dates';
import type { DistributorDetail } from './DistributorPage';

type Assignment = DistributorDetail['assignments'][number];

/** Which salespeople look after the distributor, and so see it with everybody below it. */
export function SalesPanel({ distributor }: { distributor: DistributorDetail }) {
  const mayAssign = useHasRole(...ASSIGNING);
  const unassigning = useDeed(UnassignDistributorDocument, (data) => data.unassignDistributor);
  const now = distributor.assignments.filter((each) => !each.untilAt);
  const before = distributor.assignments.filter((each) => each.untilAt);

  const unassign = (userId: string): void => {
    void unassigning.run({ input: { distributorId: distributor.id, userId } });
  };

  return (
    <Panel title={<Trans>Salespeople</Trans>}>
      <ul className="sellers">
        {now.map((each) => (
          <Seller key={each.sinceAt} assignment={each}>
            {mayAssign && each.user && (
              <Button
                size="small"
                loading={unassigning.isBusy}
                onClick={() => {
                  if (each.user) unassign(each.user.id);
                }}
              >
                <Trans>Take back</Trans>
              </Button>
            )}
          </Seller>
        ))}
      </ul>
      {now.length === 0 && (
        <p className="t-soft">
          <Trans>It is given to nobody itself; whoever looks after its upline sees it, too.</Trans>
        </p>
      )}
      <DeedFault fault={unassigning.fault} />
      {mayAssign && <Giver id={distributor.id} />}
      {before.length > 0 && (
        <details className="sellers-before">
          <summary>
            <Trans>Earlier</Trans>
          </summary>
          <ul className="sellers">
            {before.map((each) => (
              <Seller key={`${each.sinceAt}-${each.user?.id ?? ''}`} assignment={each} />
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}

interface SellerProps {
  assignment: Assignment;
  children?: ReactNode;
}

function Seller({ assignment, children }: SellerProps) {
  const { user, sinceAt, untilAt } = assignment;
  return (
    <li>
      <span>
        {user?.name ?? <Trans>Somebody who has left</Trans>}
        <span className="t-block t-soft">
          {untilAt ? (
            <>
              <Instant value={sinceAt} /> – <Instant value={untilAt} />
            </>
          ) : (
            <Trans>
              since <Instant value={sinceAt} />
            </Trans>
          )}
        </span>
      </span>
      {children}
    </li>
  );
}

/** Gives the distributor to one more salesperson. */
function Giver({ id }: { id: string }) {
  const { t } = useLingui();
  const [chosen, setChosen] = useState<string | null>(null);
  const [{ data }] = useQuery({ query: AssignableDocument, variables: { id } });
  const assigning = useDeed(AssignDistributorDocument, (done) => done.assignDistributor);
  const people = data?.distributor?.assignable ?? [];

  const assign = async (userId: string): Promise<void> => {
    const done = await assigning.run({ input: { distributorId: id, userId } });
    if (done) setChosen(null);
  };

  if (data && people.length === 0) return null;
  return (
    <>
      <div className="sellers-add">
        <Select
          aria-label={t`Salesperson`}
          placeholder={t`Salesperson`}
          value={chosen}
          options={people.map(({ id: value, name }) => ({ value, label: name }))}
          onChange={setChosen}
        />
        <Button
          disabled={!chosen}
          loading={assigning.isBusy}
          onClick={() => {
            if (chosen) void assign(chosen);
          }}
        >
          <Trans>Give to</Trans>
        </Button>
      </div>
      <DeedFault fault={assigning.fault} />
    </>
  );
}
