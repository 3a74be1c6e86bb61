import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useTrace } from '@/ui/trace/TraceContext';

/** A list of a card. */
export function Rows({ children }: { children: ReactNode }) {
  return <ul className="rows">{children}</ul>;
}

interface RowProps {
  /** Where the row leads. */
  href?: string;
  /** Or whose calculation it opens. */
  trace?: string | null | undefined;
  title: ReactNode;
  note?: ReactNode;
  /** At the end: an amount, a state. */
  end?: ReactNode;
  endNote?: ReactNode;
}

/** A line that says what, and how much; a tap leads on. */
export function Row({ href, trace, title, note, end, endNote }: RowProps) {
  const opening = useTrace();
  const content = (
    <>
      <span className="row-main">
        <span className="row-title">{title}</span>
        {note && <span className="row-note">{note}</span>}
      </span>
      <span className="row-end">
        <span>{end}</span>
        {endNote && <span className="row-note">{endNote}</span>}
      </span>
    </>
  );
  if (href) {
    return (
      <li>
        <Link className="row is-leading" href={href}>
          {content}
        </Link>
      </li>
    );
  }
  if (trace && opening) {
    return (
      <li>
        <button
          type="button"
          className="row is-leading"
          onClick={() => {
            opening.open(trace);
          }}
        >
          {content}
        </button>
      </li>
    );
  }
  return (
    <li>
      <div className="row">{content}</div>
    </li>
  );
}
