import { Trans, useLingui } from '@lingui/react/macro';
import { Scroll } from '@/console/parts/Scroll';
import type { RebateBandFactsFragment, RebateMeasure } from '@/generated/graphql';
import { BandPays, BandSpan } from '@/ui/words/RebateWords';

interface Props {
  /** Of which term: a page may show several. */
  term: string;
  bands: readonly RebateBandFactsFragment[];
  measure: RebateMeasure;
  /** The rate that is reached, if one is. */
  rate: string | null;
}

export function BandTable({ term, bands, measure, rate }: Props) {
  const { t } = useLingui();
  return (
    <Scroll label={`${t`Steps`} ${term}`}>
      <table className="rebate-bands">
        <thead>
          <tr>
            <th scope="col">
              <Trans>Step</Trans>
            </th>
            <th scope="col">
              <Trans>Earns back</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {bands.map((band) => (
            <tr key={band.id}>
              <th scope="row">
                <BandSpan band={band} measure={measure} />{' '}
                {band.rate === rate && (
                  <span className="t-tag t-tag-good">
                    <Trans>Reached</Trans>
                  </span>
                )}
              </th>
              <td>
                <BandPays band={band} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
