import type { ReactNode } from 'react';
import './parts.css';

interface Props {
  title: ReactNode;
  actions?: ReactNode;
  /** Tables reach the edges of their panel; words and figures keep a margin. */
  isFlush?: boolean;
  children: ReactNode;
}

/** A part of a screen, with its own heading. */
export function Panel({ title, actions, isFlush = false, children }: Props) {
  return (
    <section className="card panel">
      <header>
        <h2>{title}</h2>
        {actions}
      </header>
      <div className={isFlush ? 'panel-flush' : 'panel-body'}>{children}</div>
    </section>
  );
}
