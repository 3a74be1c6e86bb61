import { Trans } from '@lingui/react/macro';
import type { OpenItemFragment } from '@/generated/graphql';
import { isZero } from '@/lib/money';
import { BusinessDate } from '@/ui/Dates';
import { Money } from '@/ui/Money';
import { StateTag } from '@/ui/StateTag';
import { Row } from '../Rows';

interface Props {
  item: OpenItemFragment;
  /** Who owes it, where that is not me. */
  debtor?: string | null | undefined;
}

/** An open or settled item; a tap shows how it came about. */
export function ItemRow({ item, debtor }: Props) {
  const isSettled = isZero(item.open);
  return (
    <Row
      trace={item.id}
      title={item.number}
      note={
        <>
          <Trans>
            Due <BusinessDate value={item.dueOn} />
          </Trans>
          {debtor && <span className="t-block">{debtor}</span>}
        </>
      }
      end={<Money value={isSettled ? item.total : item.open} />}
      endNote={
        <StateTag
          kind="receivable"
          state={isSettled ? 'SETTLED' : item.isOverdue ? 'OVERDUE' : 'OPEN'}
        />
      }
    />
  );
}
