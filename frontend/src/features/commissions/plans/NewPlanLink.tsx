import { Trans } from '@lingui/react/macro';
import { Button } from 'antd';
import { useLocation } from 'wouter';
import { useHasRole } from '@/app/SessionContext';
import { PLANNING } from '@/lib/roles';

/** Leads to the builder: with nothing in it, or with what a version says. */
export function NewPlanLink({ from }: { from?: string }) {
  const [, go] = useLocation();
  const mayPlan = useHasRole(...PLANNING);
  if (!mayPlan) return null;
  return (
    <Button
      {...(from === undefined ? { type: 'primary' as const } : { size: 'small' as const })}
      onClick={() => {
        go(
          `/commissions/plans/new${from === undefined ? '' : `?from=${encodeURIComponent(from)}`}`,
        );
      }}
    >
      {from === undefined ? <Trans>New plan…</Trans> : <Trans>New version…</Trans>}
    </Button>
  );
}
