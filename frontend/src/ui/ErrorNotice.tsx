import { Trans } from '@lingui/react/macro';
import { never } from '@/lib/never';
import type { Problem } from '@/lib/problem';

/** Says what went wrong in words a person can act on, and offers to try again. */
export function ErrorNotice({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  return (
    <div className={problem.kind === 'outdated' ? 't-notice is-news' : 't-notice'} role="alert">
      <p>
        <Words problem={problem} />
      </p>
      {problem.kind === 'outdated' && (
        <button
          type="button"
          className="t-button"
          onClick={() => {
            window.location.reload();
          }}
        >
          <Trans>Load the page again</Trans>
        </button>
      )}
      {onRetry && problem.kind !== 'forbidden' && problem.kind !== 'outdated' && (
        <button type="button" className="t-button" onClick={onRetry}>
          <Trans>Try again</Trans>
        </button>
      )}
    </div>
  );
}

function Words({ problem }: { problem: Problem }) {
  switch (problem.kind) {
    case 'offline':
      return <Trans>No connection. What you see may be old.</Trans>;
    case 'busy':
      return <Trans>There is a lot going on just now. Please try again in a moment.</Trans>;
    case 'forbidden':
      return <Trans>This is not part of your role. Ask the owner of your account for it.</Trans>;
    case 'signedOut':
      return <Trans>Your session has ended. Please sign in again.</Trans>;
    case 'outdated':
      return <Trans>There is a newer version of this page.</Trans>;
    case 'unexpected': {
      const { requestId } = problem;
      return requestId ? (
        <Trans>Something went wrong on our side. Tell us this number: {requestId}</Trans>
      ) : (
        <Trans>Something went wrong on our side. Please try again.</Trans>
      );
    }
    default:
      return never(problem);
  }
}
