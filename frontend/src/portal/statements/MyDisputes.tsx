import { Trans } from '@lingui/react/macro';
import type { StatementMovementFragment } from '@/generated/graphql';
import { StateTag } from '@/ui/StateTag';
import { LineWords } from '@/ui/words/LineWords';
import { Card } from '../Card';
import type { Statement } from './StatementPage';

interface Props {
  statement: Statement;
  lines: readonly StatementMovementFragment[];
}

/** What was said to be wrong with which line, and what the brand says to that. */
export function MyDisputes({ statement, lines }: Props) {
  const { disputes } = statement;
  if (disputes.length === 0) return null;
  return (
    <Card title={<Trans>Disputed lines</Trans>}>
      <ul className="disputes">
        {disputes.map(({ position, state, reason, answer }) => {
          const line = lines.find((each) => each.position === position);
          return (
            <li key={position}>
              <div className="dispute-head">
                <strong>
                  {line ? (
                    <LineWords section={line.section} detail={line.detail} />
                  ) : (
                    <Trans>Line {position}</Trans>
                  )}
                </strong>
                <StateTag kind="dispute" state={state} />
              </div>
              <p>{reason}</p>
              {answer && (
                <p className="dispute-answer">
                  <Trans>The brand: {answer}</Trans>
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
