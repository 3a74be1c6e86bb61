import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useTrace } from './TraceContext';

/** A list of what a figure is made of. */
export function Steps({ children }: { children: ReactNode }) {
  return <ul className="t-steps">{children}</ul>;
}

/** One part of a figure; it opens its own calculation when there is one. */
export function Step({ id, children }: { id?: string | null | undefined; children: ReactNode }) {
  const trace = useTrace();
  return (
    <li>
      {id && trace ? (
        <button
          type="button"
          onClick={() => {
            trace.open(id);
          }}
        >
          {children}
        </button>
      ) : (
        <div className="t-step">{children}</div>
      )}
    </li>
  );
}

interface LeaveProps {
  href: string;
  onLeave: () => void;
  children: ReactNode;
}

/** Leads out of the panel to a page. */
export function LeaveStep({ href, onLeave, children }: LeaveProps) {
  return (
    <li>
      <Link href={href} onClick={onLeave}>
        {children}
      </Link>
    </li>
  );
}

/** One line of a calculation; the last one is the result. */
export function Term({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div>
      <span>{label}</span>
      <span>{children}</span>
    </div>
  );
}
