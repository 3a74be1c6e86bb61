import { Trans } from '@lingui/react/macro';
import { Link } from 'wouter';
import { Money } from '@/ui/Money';
import { Card } from '../Card';
import type { Statement } from './StatementPage';

/** That a corrected version took the place of this one, or what this one corrects. */
export function Versions({ statement }: { statement: Statement }) {
  const { supersedes, supersededBy, correctionReason } = statement;
  if (supersededBy) {
    return (
      <Card>
        <p className="statement-version">
          <strong>
            <Trans>A corrected version took the place of this statement.</Trans>
          </strong>
          <Link href={`/statements/${supersededBy.id}`} className="t-button t-button-primary">
            {supersededBy.number}
          </Link>
        </p>
      </Card>
    );
  }
  if (!supersedes) return null;
  return (
    <Card>
      <div className="statement-version">
        <p>
          <strong>
            <Trans>This is a corrected version.</Trans>
          </strong>
          <span className="t-block">{correctionReason}</span>
          <span className="t-block t-soft">
            <Trans>
              Owed in the end: <Money value={statement.owedClosing} />, not{' '}
              <Money value={supersedes.owedClosing} />
            </Trans>
          </span>
        </p>
        <Link href={`/statements/${supersedes.id}`} className="t-button">
          {supersedes.number}
        </Link>
      </div>
    </Card>
  );
}
