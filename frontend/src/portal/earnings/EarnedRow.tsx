import { Trans } from '@lingui/react/macro';
import type { EarnedLineFragment } from '@/generated/graphql';
import { Money } from '@/ui/Money';
import { Rate } from '@/ui/Rate';
import { CommissionKindName } from '@/ui/words/CommissionKindName';
import { ReasonName } from '@/ui/words/TermWords';
import { Row } from '../Rows';

/** One commission with its sum in small; a tap shows all of it. */
export function EarnedRow({ line }: { line: EarnedLineFragment }) {
  const { seller, order, orderLine } = line;
  return (
    <Row
      trace={line.id}
      title={orderLine?.name ?? order?.number ?? <CommissionKindName kind={line.kind} />}
      note={
        <>
          <CommissionKindName kind={line.kind} />
          {seller && ` · ${seller.name}`}
          {line.reason && line.reason !== 'SALE' && (
            <>
              {' · '}
              <ReasonName reason={line.reason} />
            </>
          )}
          <span className="row-formula">
            {line.reason && line.reason !== 'SALE' ? null : line.rate ? (
              <>
                <Money value={line.base} /> × <Rate value={line.rate} />
              </>
            ) : (
              line.unitGap && (
                <>
                  <Money value={line.unitGap} /> × {line.quantity} <Trans>units</Trans>
                </>
              )
            )}
          </span>
        </>
      }
      end={<Money value={line.amount} tone={line.amount.amount.startsWith('-') ? 'bad' : 'good'} />}
      endNote={order?.number}
    />
  );
}
