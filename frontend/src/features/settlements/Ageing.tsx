import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link } from 'wouter';
import { Panel } from '@/console/parts/Panel';
import type { AgeingBucketName } from '@/generated/graphql';
import { Money } from '@/ui/Money';
import type { Statement } from './StatementPage';

const WORDS: Record<AgeingBucketName, MessageDescriptor> = {
  NOT_DUE: msg`Not due yet`,
  DAYS_1_30: msg`1 to 30 days overdue`,
  DAYS_31_60: msg`31 to 60 days overdue`,
  DAYS_61_90: msg`61 to 90 days overdue`,
  OVER_90: msg`More than 90 days overdue`,
};

/** How old the open items were on the last day of the period, as the PDF has it. */
export function Ageing({ statement }: { statement: Statement }) {
  const { i18n } = useLingui();
  const distributor = statement.counterparty?.distributor;
  return (
    <Panel
      title={<Trans>Ageing on the last day</Trans>}
      actions={
        distributor && (
          <Link href={`/receivables?distributor=${distributor.id}`}>
            <Trans>Open items today</Trans>
          </Link>
        )
      }
      isFlush
    >
      {statement.ageing.length === 0 && (
        <p className="panel-none">
          <Trans>Nothing was open.</Trans>
        </p>
      )}
      {statement.ageing.map(({ bucket, items, open }) => (
        <div key={bucket} className="balance-row">
          <span>
            {i18n._(WORDS[bucket])}{' '}
            <span className="t-soft">
              <Plural value={items} one="# item" other="# items" />
            </span>
          </span>
          <Money value={open} tone={bucket === 'NOT_DUE' ? 'plain' : 'bad'} />
        </div>
      ))}
    </Panel>
  );
}
