import type { ReactNode } from 'react';
import { Link } from 'wouter';

interface Props {
  label: ReactNode;
  /** Where its rows are; null for those who may not see them. */
  href: string | null;
  children: ReactNode;
}

/** One figure; all of it is the link to the rows it adds up. */
export function Tile({ label, href, children }: Props) {
  const content = (
    <>
      <span className="tile-label">{label}</span>
      {children}
    </>
  );
  if (!href) return <div className="card tile">{content}</div>;
  return (
    <Link href={href} className="card tile is-link">
      {content}
    </Link>
  );
}
