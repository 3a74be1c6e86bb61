import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { StatementMovementFragment, StatementSection } from '@/generated/graphql';
import { totalOf } from '@/lib/money';
import type { MoneyValue } from '@/lib/money';
import { BusinessDate } from '@/ui/Dates';
import { Money } from '@/ui/Money';
import { LineWords } from '@/ui/words/LineWords';
import { SectionName } from '@/ui/words/SectionName';
import { EarnedRow } from '../earnings/EarnedRow';
import { Row, Rows } from '../Rows';
import type { Statement } from './StatementPage';

const LINES_SHOWN = 5;
const SECTIONS: readonly StatementSection[] = [
  'RECEIVABLE',
  'DISCOUNT_LOST',
  'CREDIT_NOTE',
  'RECEIPT',
  'REFUND',
  'COMMISSION',
  'CLAWBACK',
  'REBATE',
  'PAYOUT',
  'ADJUSTMENT',
];

interface Props {
  title: ReactNode;
  opening: MoneyValue;
  closing: MoneyValue;
  lines: readonly StatementMovementFragment[];
  /** The statement, when its commission belongs to this side. */
  commission?: Statement;
}

/** One balance of a statement: opening, what changed it, section by section, closing. */
export function Side({ title, opening, closing, lines, commission }: Props) {
  return (
    <section className="card statement-side">
      <header>
        <h2>{title}</h2>
      </header>
      <div className="statement-balance">
        <span>
          <Trans>Opening</Trans>
        </span>
        <Money value={opening} />
      </div>
      {SECTIONS.map((section) => {
        const some = lines.filter((line) => line.section === section);
        return (
          some.length > 0 && (
            <Section key={section} section={section} lines={some} commission={commission} />
          )
        );
      })}
      <div className="statement-balance is-closing">
        <span>
          <Trans>Closing</Trans>
        </span>
        <Money value={closing} />
      </div>
    </section>
  );
}

interface SectionProps {
  section: StatementSection;
  lines: readonly StatementMovementFragment[];
  commission: Statement | undefined;
}

function Section({ section, lines, commission }: SectionProps) {
  const [isWhole, setIsWhole] = useState(false);
  const total = totalOf(lines.map((line) => line.amount));
  const isEarned = section === 'COMMISSION' && commission;
  const shown = isWhole ? lines : lines.slice(0, LINES_SHOWN);
  const count = lines.length;
  return (
    <div className="statement-section">
      <h3>
        <span>
          <SectionName section={section} />
        </span>
        {total && <Money value={total} />}
      </h3>
      {isEarned ? (
        <Commission statement={commission} />
      ) : (
        <Rows>
          {shown.map((line) => (
            <Row
              key={line.position}
              trace={line.subject?.id}
              title={<LineWords section={section} detail={line.detail} />}
              note={
                <>
                  <BusinessDate value={line.bookedOn} /> · {line.reference}
                  {line.isCorrection && (
                    <>
                      {' · '}
                      <Trans>Taken in by the correction</Trans>
                    </>
                  )}
                </>
              }
              end={<Money value={line.amount} />}
            />
          ))}
        </Rows>
      )}
      {!isEarned && count > LINES_SHOWN && (
        <button
          type="button"
          className="more"
          aria-expanded={isWhole}
          onClick={() => {
            setIsWhole(!isWhole);
          }}
        >
          {isWhole ? <Trans>Show less</Trans> : <Trans>Show all {count}</Trans>}
        </button>
      )}
    </div>
  );
}

/** The largest commissions, each with its calculation a tap away, and the way to all of them. */
function Commission({ statement }: { statement: Statement }) {
  const { nodes, totalCount } = statement.commissionLines;
  return (
    <>
      <Rows>
        {nodes.map((line) => (
          <EarnedRow key={line.id} line={line} />
        ))}
      </Rows>
      {totalCount > nodes.length && (
        <Link className="more" href={`/statements/${statement.id}/commission`}>
          <Trans>Show all {totalCount}</Trans>
        </Link>
      )}
    </>
  );
}
