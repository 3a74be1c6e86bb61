import type { ReactNode } from 'react';

interface Props {
  title?: ReactNode;
  /** At the end of the title line, such as a link to all of it. */
  more?: ReactNode;
  children: ReactNode;
}

export function Card({ title, more, children }: Props) {
  return (
    <section className="card">
      {(title ?? more) && (
        <header>
          {title && <h2>{title}</h2>}
          {more}
        </header>
      )}
      {children}
    </section>
  );
}
