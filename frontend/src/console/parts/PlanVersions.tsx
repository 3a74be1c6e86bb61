import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { CombinedError } from 'urql';
import { Link } from 'wouter';
import { Page } from '@/console/Page';
import { problemOf } from '@/lib/problem';
import { BusinessDate } from '@/ui/Dates';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Fact, Facts } from '@/ui/Facts';
import { Skeleton } from '@/ui/Skeleton';
import { Panel } from './Panel';

interface Version {
  id: string;
  code: string;
  version: number;
  name: string;
  validFrom: string;
  validUntil: string | null;
}

interface VersionsProps<V extends Version> {
  title: ReactNode;
  actions?: ReactNode;
  back: { href: string; label: ReactNode };
  /** None while they are being asked for. */
  versions: readonly V[] | undefined;
  error: CombinedError | undefined;
  onRetry: () => void;
  empty: { title: ReactNode; hint: ReactNode };
  children: (version: V) => ReactNode;
}

/** Every version of every plan of one kind; what was true once stays written. */
export function PlanVersions<V extends Version>(props: VersionsProps<V>) {
  const { title, actions, back, versions, error, onRetry, empty, children } = props;
  return (
    <>
      <Link href={back.href} className="panel-back">
        ‹ {back.label}
      </Link>
      <Page title={title} actions={actions}>
        {error && !versions && <ErrorNotice problem={problemOf(error)} onRetry={onRetry} />}
        {!versions && !error && <Skeleton lines={8} />}
        {versions?.length === 0 && <EmptyState title={empty.title} hint={empty.hint} />}
        <div className="panels">{versions?.map(children)}</div>
      </Page>
    </>
  );
}

interface VersionProps {
  version: Version;
  /** The day of the brand, to tell which one holds. */
  today: string;
  /** What can be done with it. */
  actions?: ReactNode;
  children: ReactNode;
}

/** One version of a plan: what it is called, and whether it holds. */
export function PlanVersion({ version: plan, today, actions, children }: VersionProps) {
  const { code, version } = plan;
  const holds = plan.validFrom <= today && (!plan.validUntil || plan.validUntil > today);
  return (
    <Panel
      title={
        <>
          {plan.name}{' '}
          <span className="t-soft">
            {code} v{version}
          </span>
        </>
      }
      actions={
        <>
          {holds && (
            <span className="t-tag t-tag-good">
              <Trans>Holds today</Trans>
            </span>
          )}
          {actions}
        </>
      }
    >
      {children}
    </Panel>
  );
}

interface PeriodProps {
  version: Version;
  /** What else there is to say about the whole of it. */
  children?: ReactNode;
}

/** From when until when a version of a plan holds. */
export function PlanFacts({ version, children }: PeriodProps) {
  return (
    <Facts>
      <Fact label={<Trans>Holds from</Trans>}>
        <BusinessDate value={version.validFrom} />
      </Fact>
      <Fact label={<Trans>No longer holds on</Trans>}>
        {version.validUntil ? (
          <BusinessDate value={version.validUntil} />
        ) : (
          <Trans>Until further notice</Trans>
        )}
      </Fact>
      {children}
    </Facts>
  );
}
