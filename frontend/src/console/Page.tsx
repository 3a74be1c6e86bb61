import type { ReactNode } from 'react';

interface Props {
  title: ReactNode;
  /** Buttons at the end of the heading. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A screen of the console: its heading, what can be done, and the content. */
export function Page({ title, actions, children }: Props) {
  return (
    <>
      <header className="page-head">
        <h1>{title}</h1>
        {actions}
      </header>
      {children}
    </>
  );
}
