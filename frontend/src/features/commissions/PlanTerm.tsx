import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Scroll } from '@/console/parts/Scroll';
import type { PlanTermWordsFragment } from '@/generated/graphql';
import { Fact, Facts } from '@/ui/Facts';
import { Money } from '@/ui/Money';
import { Bands } from '@/ui/words/Bands';
import { ClawBackName, EveryName, TiersName } from '@/ui/words/TermWords';

/** A term of a plan in words: whom it pays for what, by which period, in which bands. */
export function PlanTerm({ term }: { term: PlanTermWordsFragment }) {
  return (
    <section className="plan-term">
      <h3>
        {term.code}{' '}
        <span className="t-tag">
          {term.kind === 'BONUS' ? <Trans>Bonus</Trans> : <Trans>Commission</Trans>}
        </span>
      </h3>
      <Facts>
        <Fact label={<Trans>Pays</Trans>}>
          {term.earner === 'SELLER' ? (
            <Trans>Who sold</Trans>
          ) : (
            <Trans>Those above the seller</Trans>
          )}
        </Fact>
        <Fact label={<Trans>Volume</Trans>}>
          <EveryName every={term.every} />
        </Fact>
        <Fact label={<Trans>Tiers</Trans>}>
          <TiersName tiers={term.tiers} />
        </Fact>
        <Fact label={<Trans>Returns take back</Trans>}>
          <ClawBackName clawBack={term.clawBack} />
        </Fact>
        {conditionsOf(term).map(([name, label, value]) => (
          <Fact key={name} label={label}>
            {value}
          </Fact>
        ))}
        {term.where && (
          <Fact label={<Trans>Special rule</Trans>}>
            <code>{term.where}</code>
          </Fact>
        )}
        {term.cap && (
          <Fact label={<Trans>At most</Trans>}>
            <Money value={term.cap} />
          </Fact>
        )}
        {term.floor && (
          <Fact label={<Trans>At least, once something was sold</Trans>}>
            <Money value={term.floor} />
          </Fact>
        )}
        {term.minimum && (
          <Fact label={<Trans>Not paid below</Trans>}>
            <Money value={term.minimum} />
          </Fact>
        )}
      </Facts>
      <Scroll label={term.code}>
        <Bands bands={term.bands} />
      </Scroll>
    </section>
  );
}

function conditionsOf(term: PlanTermWordsFragment): [string, ReactNode, string][] {
  const all: [string, ReactNode, string][] = [
    ['groups', <Trans key="groups">Product groups</Trans>, term.productGroups],
    ['products', <Trans key="products">Products</Trans>, term.products],
    ['channels', <Trans key="channels">Channels</Trans>, term.channels],
    ['grades', <Trans key="grades">Grades of who earns</Trans>, term.grades],
    ['levels', <Trans key="levels">Levels of the seller</Trans>, term.levels],
    ['depths', <Trans key="depths">Levels above the seller</Trans>, term.depths],
  ];
  return all.filter(([, , value]) => value !== '');
}
