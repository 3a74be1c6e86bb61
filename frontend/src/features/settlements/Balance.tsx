import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { RightOutlined } from '@ant-design/icons';
import type { StatementSection, StatementSide } from '@/generated/graphql';
import { Panel } from '@/console/parts/Panel';
import { BusinessDate } from '@/ui/Dates';
import { Money } from '@/ui/Money';
import { Skeleton } from '@/ui/Skeleton';
import { LineWords } from '@/ui/words/LineWords';
import type { Statement } from './StatementPage';
import { sectionsOf } from './sections';
import type { Section } from './sections';
import type { StatementLines } from './useStatementLines';

const WORDS: Record<StatementSection, MessageDescriptor> = {
  RECEIVABLE: msg`Receivables`,
  DISCOUNT_LOST: msg`Lost discounts`,
  CREDIT_NOTE: msg`Credit notes`,
  RECEIPT: msg`Receipts`,
  REFUND: msg`Refunds`,
  COMMISSION: msg`Commission`,
  CLAWBACK: msg`Commission taken back`,
  REBATE: msg`Rebate`,
  PAYOUT: msg`Payouts`,
  ADJUSTMENT: msg`Adjustments`,
};

interface Props {
  side: StatementSide;
  statement: Statement;
  found: StatementLines | null;
}

/** Opening, what happened section by section, closing; every line opens what it stands for. */
export function Balance({ side, statement, found }: Props) {
  const isOwed = side === 'OWED';
  const sections = found ? sectionsOf(found.lines, side) : [];
  return (
    <Panel
      title={isOwed ? <Trans>Owed by the distributor</Trans> : <Trans>What was earned</Trans>}
      actions={
        <Money size="large" value={isOwed ? statement.owedClosing : statement.earnedClosing} />
      }
      isFlush
    >
      <div className="balance">
        <div className="balance-row">
          <span>
            <Trans>Opening balance</Trans>
          </span>
          <Money value={isOwed ? statement.owedOpening : statement.earnedOpening} />
        </div>
        {!found && <Skeleton lines={3} />}
        {sections.map((section) => (
          <SectionLines
            key={section.section}
            section={section}
            isSum={found?.isComplete ?? false}
          />
        ))}
        {found && sections.length === 0 && (
          <div className="balance-row t-soft">
            <Trans>Nothing happened in this period.</Trans>
          </div>
        )}
        <div className="balance-row">
          <span>
            <Trans>Movement</Trans>
          </span>
          <Money value={isOwed ? statement.owedMovement : statement.earnedMovement} />
        </div>
        <div className="balance-row is-closing">
          <span>
            <Trans>Closing balance</Trans>
          </span>
          <Money value={isOwed ? statement.owedClosing : statement.earnedClosing} />
        </div>
      </div>
    </Panel>
  );
}

function SectionLines({ section, isSum }: { section: Section; isSum: boolean }) {
  const { i18n } = useLingui();
  const count = section.lines.length;
  return (
    <details className="balance-section">
      <summary className="balance-row">
        <span>
          <RightOutlined className="balance-arrow" aria-hidden />
          {i18n._(WORDS[section.section])}{' '}
          <span className="t-soft">
            <Plural value={count} one="# line" other="# lines" />
          </span>
        </span>
        {isSum && section.total ? <Money value={section.total} /> : <span>…</span>}
      </summary>
      <ul>
        {section.lines.map((line) => (
          <li key={line.position}>
            <BusinessDate value={line.bookedOn} />
            <span className="balance-what">
              {line.reference}{' '}
              <span className="t-soft">
                <LineWords section={section.section} detail={line.detail} />
              </span>{' '}
              {line.isCorrection && (
                <span className="t-tag t-tag-neutral">
                  <Trans>Taken in</Trans>
                </span>
              )}
            </span>
            <Money value={line.amount} trace={line.subject?.id} />
          </li>
        ))}
      </ul>
    </details>
  );
}
