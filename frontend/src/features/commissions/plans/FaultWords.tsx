import { Trans } from '@lingui/react/macro';
import type { PlanFault } from './faults';

/** What is wrong, beside the field. */
export function FaultWords({ fault }: { fault: PlanFault }) {
  switch (fault) {
    case 'missing':
      return <Trans>This has to be said.</Trans>;
    case 'notAmount':
      return <Trans>Write an amount such as 10000.00.</Trans>;
    case 'notPercent':
      return <Trans>Write a percentage from 0 to 100, such as 1.5.</Trans>;
    case 'notAbove':
      return <Trans>A band begins above the one before it.</Trans>;
    case 'notStep':
      return <Trans>Write a whole number from 1 on.</Trans>;
    case 'notDays':
      return <Trans>Write a whole number of days.</Trans>;
    case 'notSteps':
      return <Trans>Write whole numbers from 1 on, with commas between.</Trans>;
    case 'twice':
      return <Trans>This is there already.</Trans>;
    case 'nothing':
      return <Trans>Name at least one, or nothing is paid.</Trans>;
    case 'notAfter':
      return <Trans>It has to end after its first day.</Trans>;
  }
}

/** What is wrong at a place, if anything. */
export function wordsAt(faults: ReadonlyMap<string, PlanFault>, at: string) {
  const fault = faults.get(at);
  return fault && <FaultWords fault={fault} />;
}
