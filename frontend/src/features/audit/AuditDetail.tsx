import { Trans } from '@lingui/react/macro';
import { Drawer } from 'antd';
import { Link } from 'wouter';
import type { ReactNode } from 'react';
import { Instant } from '@/ui/Dates';
import { Fact, Facts } from '@/ui/Facts';
import { Reason } from '@/ui/words/Reason';
import type { AuditRow } from './AuditList';
import { changesOf } from './changes';
import type { Change } from './changes';
import { Named } from './Named';
import { DEEDS, SUBJECTS } from './words';
import './audit.css';

interface Props {
  entry: AuditRow | null;
  /** Whether the reader may see the team, and so list the deeds of one person. */
  oversees: boolean;
  onClose: () => void;
}

/** One deed, with how it was before and how it is since. */
export function AuditDetail({ entry, oversees, onClose }: Props) {
  const person = (of: { id: string; name: string }, filter: string): ReactNode =>
    oversees ? (
      <Link href={`/audit?${filter}=${encodeURIComponent(of.id)}`} onClick={onClose}>
        {of.name}
      </Link>
    ) : (
      of.name
    );
  return (
    <Drawer
      open={entry !== null}
      onClose={onClose}
      size={520}
      title={entry && <Named code={entry.action} words={DEEDS} />}
    >
      {entry && (
        <>
          <Facts>
            <Fact label={<Trans>When</Trans>}>
              <Instant value={entry.at} />
            </Fact>
            <Fact label={<Trans>Who</Trans>}>
              {entry.user ? person(entry.user, 'user') : <Trans>The system</Trans>}
            </Fact>
            <Fact label={<Trans>Of what</Trans>}>
              <Named code={entry.subject} words={SUBJECTS} />
            </Fact>
            <Fact label={<Trans>From where</Trans>}>
              <code>{entry.origin}</code>
            </Fact>
            {entry.onBehalfOf && (
              <Fact label={<Trans>Looking as</Trans>}>{person(entry.onBehalfOf, 'as')}</Fact>
            )}
            {entry.address && <Fact label={<Trans>Network address</Trans>}>{entry.address}</Fact>}
            {entry.device && (
              <Fact label={<Trans>Device</Trans>}>
                <span lang="en">{entry.device}</span>
              </Fact>
            )}
            {entry.reason && (
              <Fact label={<Trans>Why</Trans>}>
                <Reason reason={entry.reason} />
              </Fact>
            )}
          </Facts>
          <Changes changes={changesOf(entry.before, entry.after)} />
        </>
      )}
    </Drawer>
  );
}

function Changes({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return null;
  return (
    <table className="audit-changes">
      <thead>
        <tr>
          <th>
            <Trans>Field</Trans>
          </th>
          <th>
            <Trans>Before</Trans>
          </th>
          <th>
            <Trans>After</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.field}>
            <th scope="row">
              <code>{change.field}</code>
            </th>
            <td>{change.before ?? '–'}</td>
            <td>{change.after ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
