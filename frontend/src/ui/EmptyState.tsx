import type { ReactNode } from 'react';

interface Props {
  title: ReactNode;
  /** What to do next, in a sentence. */
  hint?: ReactNode;
  action?: ReactNode;
  /** It is all there is: its title is the heading of the page. */
  isPage?: boolean;
}

/** Says that there is nothing, and what to do about it. */
export function EmptyState({ title, hint, action, isPage = false }: Props) {
  return (
    <div className="t-empty">
      <svg viewBox="0 0 64 40" width="64" height="40" aria-hidden="true">
        <path
          d="M6 6c0 14 26 10 26 30M58 6c0 14-26 10-26 30M32 6v30"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
        />
      </svg>
      {isPage ? <h1>{title}</h1> : <strong>{title}</strong>}
      {hint && <p>{hint}</p>}
      {action}
    </div>
  );
}
