import { Trans } from '@lingui/react/macro';
import type { Looked as Look } from '@/lib/account';
import { Instant } from '@/ui/Dates';

/** When an owner of the brand looked at the pages as this person; nothing when nobody ever did. */
export function Looked({ looks }: { looks: readonly Look[] }) {
  if (looks.length === 0) return null;
  return (
    <section className="card security-part">
      <h2>
        <Trans>Who looked as you</Trans>
      </h2>
      <ul className="security-list">
        {looks.map((look) => (
          <li key={look.beganAt}>
            <div>
              <strong>{look.by}</strong>
              <small className="t-soft">
                <Instant value={look.beganAt} /> – <Instant value={look.untilAt} />
              </small>
              <small>{look.reason}</small>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
