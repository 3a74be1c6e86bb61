import { Trans, useLingui } from '@lingui/react/macro';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Panel } from '@/console/parts/Panel';
import { OnlookersDocument } from '@/generated/graphql';
import type { OnlookersQuery } from '@/generated/graphql';
import { Instant } from '@/ui/Dates';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { RoleNames } from '@/ui/words/RoleNames';
import { problemOf } from '@/lib/problem';
import { heldOn } from './onlooking';

type Onlooker = NonNullable<OnlookersQuery['distributor']>['onlookers'][number];

/** Who could see the distributor on a day: today, or any day before. */
export function OnlookersPanel({ id }: { id: string }) {
  const { t } = useLingui();
  const [day, setDay] = useState(() => dayjs());
  const [{ data, error }] = useQuery({ query: OnlookersDocument, variables: { id } });
  const rights = heldOn(data?.distributor?.onlookers ?? [], day);
  return (
    <Panel
      title={<Trans>Who could see it</Trans>}
      actions={
        <DatePicker
          aria-label={t`On which day`}
          size="small"
          allowClear={false}
          value={day}
          disabledDate={(each) => each.isAfter(dayjs(), 'day')}
          onChange={(next) => {
            if (next) setDay(next);
          }}
        />
      }
    >
      {error && <ErrorNotice problem={problemOf(error)} />}
      {data && rights.length === 0 && (
        <p className="t-soft">
          <Trans>Nobody could see it on this day.</Trans>
        </p>
      )}
      <ul className="sellers">
        {rights.map((each) => (
          <OnlookerRow key={keyOf(each)} onlooker={each} />
        ))}
      </ul>
    </Panel>
  );
}

function keyOf({ user, role, through, sinceAt }: Onlooker): string {
  return [user?.id, role, through?.id, sinceAt].join(' ');
}

function OnlookerRow({ onlooker }: { onlooker: Onlooker }) {
  const { name, role, through, sinceAt, untilAt } = onlooker;
  return (
    <li>
      <span>
        {name}
        <span className="t-block t-soft">
          <RoleNames roles={[role]} />
          {through && (
            <>
              {' · '}
              {through.name}
            </>
          )}
        </span>
      </span>
      <span className="t-soft">
        {untilAt ? (
          <>
            <Instant value={sinceAt} /> – <Instant value={untilAt} />
          </>
        ) : (
          <Trans>
            since <Instant value={sinceAt} />
          </Trans>
        )}
      </span>
    </li>
  );
}
