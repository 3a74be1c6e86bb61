import { Trans } from '@lingui/react/macro';
import { Drawer } from 'antd';
import { Instant } from '@/ui/Dates';
import { Fact, Facts } from '@/ui/Facts';
import type { AuditRow } from './AuditList';
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
            {entry.reason && <Fact label={<Trans>Why</Trans>}>{entry.reason}</Fact>}
          </Facts>
          <h3 className="t-section-title">
            <Trans>Before</Trans>
          </h3>
          <pre className="audit-state">{JSON.stringify(entry.before, null, 2)}</pre>
          <h3 className="t-section-title">
            <Trans>After</Trans>
          </h3>
          <pre className="audit-state">{JSON.stringify(entry.after, null, 2)}</pre>
        </>
      )}
    </Drawer>
  );
}
