import { Trans, useLingui } from '@lingui/react/macro';
import { CheckCircleFilled, ClockCircleOutlined, LockOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { CalendarPeriodFragment } from '@/generated/graphql';
import { formatPeriod } from '@/lib/dates';
import type { CycleState } from './cycles';

interface Props {
  periods: readonly CalendarPeriodFragment[];
  chosen: string | null;
  /** The one that is being closed. */
  closing: string | null;
  onChoose: (name: string) => void;
}

const ICONS: Record<CycleState, ReactNode> = {
  CLOSED: <CheckCircleFilled />,
  CLOSING: <ClockCircleOutlined />,
  DUE: <ClockCircleOutlined />,
  LATER: <LockOutlined />,
  RUNNING: <ClockCircleOutlined />,
};

/** The last periods side by side; one of them is chosen. */
export function CycleStrip({ periods, chosen, closing, onChoose }: Props) {
  const { t, i18n } = useLingui();
  return (
    <div className="cycles" role="group" aria-label={t`Periods`}>
      {periods.map((period) => {
        const state = period.name === closing ? 'CLOSING' : period.standing;
        return (
          <button
            key={period.name}
            type="button"
            className={`cycle cycle-${state.toLowerCase()}`}
            aria-pressed={period.name === chosen}
            onClick={() => {
              onChoose(period.name);
            }}
          >
            <strong>{formatPeriod(period.periodStart, period.periodEnd, i18n.locale)}</strong>
            <span>
              {ICONS[state]} <Words state={state} />
            </span>
          </button>
        );
      })}
    </div>
  );
}

function Words({ state }: { state: CycleState }) {
  if (state === 'CLOSED') return <Trans>Closed</Trans>;
  if (state === 'CLOSING') return <Trans>Being closed</Trans>;
  if (state === 'DUE') return <Trans>To be closed</Trans>;
  if (state === 'LATER') return <Trans>After the period before</Trans>;
  return <Trans>Not over yet</Trans>;
}
