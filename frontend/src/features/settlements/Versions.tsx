import { Trans } from '@lingui/react/macro';
import { Link } from 'wouter';
import { Money } from '@/ui/Money';
import type { Statement } from './StatementPage';

/** That a corrected version took the place of this one, or what this one corrects. */
export function Versions({ statement }: { statement: Statement }) {
  const { supersedes, supersededBy, correctionReason } = statement;
  return (
    <>
      {supersededBy && (
        <div className="statement-version is-superseded" role="note">
          <strong>
            <Trans>
              Superseded: <Link href={`/statements/${supersededBy.id}`}>{supersededBy.number}</Link>{' '}
              took its place
            </Trans>
          </strong>
        </div>
      )}
      {supersedes && (
        <div className="statement-version" role="note">
          <strong>
            <Trans>
              Corrects and replaces{' '}
              <Link href={`/statements/${supersedes.id}`}>{supersedes.number}</Link>
            </Trans>
          </strong>
          <p>{correctionReason}</p>
          <span className="t-soft">
            <Trans>
              Owed in the end: <Money value={statement.owedClosing} />, not{' '}
              <Money value={supersedes.owedClosing} />
            </Trans>
          </span>
        </div>
      )}
    </>
  );
}
