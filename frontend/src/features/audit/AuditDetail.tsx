import { Trans } from '@lingui/react/macro';
import { Drawer } from 'antd';
import { Instant } from '@/ui/Dates';
import { Fact, Facts } from '@/ui/Facts';
import { Reason } from '@/ui/words/Reason';
import type { AuditRow } from './AuditList';
import { changesOf } from './changes';
import type { Change } from './changes';
import { Named } from './Named';
import { DEEDS, SUBJECTS } from './words';
import './audit.css';

/** One deed, with how it was before and how it is since. */
export function AuditDetail({ entry, onClose }: { entry: AuditRow | null; onClose: () => void }) {
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
            <Fact label={<Trans>Who</Trans>}>{entry.user?.name ?? <Trans>The system</Trans>}</Fact>
            <Fact label={<Trans>Of what</Trans>}>
              <Named code={entry.subject} words={SUBJECTS} />
            </Fact>
            <Fact label={<Trans>From where</Trans>}>{entry.origin}</Fact>
            {entry.onBehalfOf && (
              <Fact label={<Trans>Looking as</Trans>}>{entry.onBehalfOf.name}</Fact>
            )}
            {entry.address && <Fact label={<Trans>Network address</Trans>}>{entry.address}</Fact>}
            {entry.device && <Fact label={<Trans>Device</Trans>}>{entry.device}</Fact>}
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
