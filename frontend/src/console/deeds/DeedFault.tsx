import type { Fault } from '@/lib/useDeed';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { RefusalText } from './RefusalText';

/** Says why something was not done, in the reader's language where we have the words. */
export function DeedFault({ fault, onRetry }: { fault: Fault | null; onRetry?: () => void }) {
  if (!fault) return null;
  if (fault.kind === 'problem') return <ErrorNotice problem={fault.problem} onRetry={onRetry} />;
  const { code, message } = fault.refusal;
  return (
    <div className="t-notice" role="alert" data-code={code}>
      <RefusalText code={code} message={message} />
    </div>
  );
}
