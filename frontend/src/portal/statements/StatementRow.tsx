import type { StatementRowFragment } from '@/generated/graphql';
import { Period } from '@/ui/Dates';
import { Money } from '@/ui/Money';
import { StateTag } from '@/ui/StateTag';
import { Row } from '../Rows';

export function StatementRow({ statement }: { statement: StatementRowFragment }) {
  return (
    <Row
      href={`/statements/${statement.id}`}
      title={<Period start={statement.periodStart} end={statement.periodEnd} />}
      note={
        <>
          {statement.number} · {statement.creditorName}
        </>
      }
      end={<Money value={statement.owedClosing} />}
      endNote={<StateTag kind="statement" state={statement.state} />}
    />
  );
}
