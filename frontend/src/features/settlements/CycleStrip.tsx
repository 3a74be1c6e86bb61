import { Trans, useLingui } from '@lingui/react/macro';
import { CheckCircleFilled, ClockCircleOutlined, LockOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { formatMonth } from '@/lib/dates';
import { firstDayOf } from './cycles';
import type { Cycle, CycleState } from './cycles';

interface Props {
  cycles: readonly Cycle[];
  chosen: string | null;
  onChoose: (month: string) => void;
}

const ICONS: Record<CycleState, ReactNode> = {
  closed: <CheckCircleFilled />,
  closing: <ClockCircleOutlined />,
  due: <ClockCircleOutlined />,
  later: <LockOutlined />,
  running: <ClockCircleOutlined />,
};

/** The last months side by side; one of them is chosen. */
export function CycleStrip({ cycles, chosen, onChoose }: Props) {
  const { t, i18n } = useLingui();
  return (
    <div className="cycles" role="group" aria-label={t`Months`}>
      {cycles.map((cycle) => (
        <button
          key={cycle.month}
          type="button"
          className={`cycle cycle-${cycle.state}`}
          aria-pressed={cycle.month === chosen}
          onClick={() => {
            onChoose(cycle.month);
          }}
        >
          <strong>{formatMonth(firstDayOf(cycle.month), i18n.locale)}</strong>
          <span>
            {ICONS[cycle.state]} <Words state={cycle.state} />
          </span>
        </button>
      ))}
    </div>
  );
}

function Words({ state }: { state: CycleState }) {
  if (state === 'closed') return <Trans>Closed</Trans>;
  if (state === 'closing') return <Trans>Being closed</Trans>;
  if (state === 'due') return <Trans>To be closed</Trans>;
  if (state === 'later') return <Trans>After the month before</Trans>;
  return <Trans>Not over yet</Trans>;
}
