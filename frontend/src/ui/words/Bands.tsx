import { Trans } from '@lingui/react/macro';
import type { AnyMoneyFragment } from '@/generated/graphql';
import { isZero } from '@/lib/money';
import { Money } from '../Money';
import { Rate } from '../Rate';

interface Props {
  bands: readonly {
    band: number;
    start: AnyMoneyFragment;
    until?: AnyMoneyFragment | null;
    rate: string;
    amount: AnyMoneyFragment;
  }[];
  /** The band that applied, to be set off. */
  applied?: number | null;
}

/** Bands of a term: from which volume, below which, and what they pay. */
export function Bands({ bands, applied }: Props) {
  return (
    <table className="t-bands">
      <thead>
        <tr>
          <th scope="col">
            <Trans>Volume from</Trans>
          </th>
          <th scope="col">
            <Trans>below</Trans>
          </th>
          <th scope="col">
            <Trans>Rate of the band</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {bands.map((each) => (
          <tr key={each.band} aria-current={each.band === applied ? 'true' : undefined}>
            <td>
              <Money value={each.start} />
            </td>
            <td>{each.until ? <Money value={each.until} /> : '–'}</td>
            <td>
              <Rate value={each.rate} />
              {!isZero(each.amount) && (
                <span className="t-block">
                  <Trans>
                    and <Money value={each.amount} /> once
                  </Trans>
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
