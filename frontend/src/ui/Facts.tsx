import type { ReactNode } from 'react';

/** Words on the left, what is so on the right. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="t-facts">{children}</dl>;
}

export function Fact({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
