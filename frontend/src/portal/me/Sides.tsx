import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { MyPlaceQuery } from '@/generated/graphql';
import { switchSide } from '@/lib/session';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Card } from '../Card';
import { Rows } from '../Rows';

type Side = MyPlaceQuery['viewer']['sides'][number];

/** Whom I act for, when that can be several: another one by a tap. */
export function Sides({ sides }: { sides: readonly Side[] }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  if (sides.length < 2) return null;
  const choose = async (party: string) => {
    setChosen(party);
    setHasFailed(false);
    const session = await switchSide(party);
    // Everything on the screen is of the side before: begin anew.
    if (session) window.location.assign(session.home);
    else {
      setChosen(null);
      setHasFailed(true);
    }
  };
  return (
    <Card title={<Trans>You act for</Trans>}>
      <Rows>
        {sides.map((side) => (
          <li key={side.party}>
            {side.isCurrent ? (
              <div className="row" aria-current="true">
                <SideName side={side} />
                <span className="t-tag t-tag-good">
                  <Trans>Now</Trans>
                </span>
              </div>
            ) : (
              <button
                type="button"
                className="row is-leading"
                disabled={chosen !== null}
                aria-busy={chosen === side.party}
                onClick={() => void choose(side.party)}
              >
                <SideName side={side} />
              </button>
            )}
          </li>
        ))}
      </Rows>
      {hasFailed && (
        <div className="in-card">
          <ErrorNotice problem={{ kind: 'unexpected', requestId: null }} />
        </div>
      )}
    </Card>
  );
}

function SideName({ side }: { side: Side }) {
  return (
    <span className="row-main">
      <span className="row-title">{side.name}</span>
      <span className="row-note">{side.isDistributor ? side.code : <Trans>Brand</Trans>}</span>
    </span>
  );
}
