import type { ReactNode } from 'react';
import './parts.css';

interface Props {
  /** What can be scrolled, for those who come by it with the keyboard. */
  label: string;
  children: ReactNode;
}

/** Something that may be wider than its place: it scrolls by itself, also with the arrow keys. */
export function Scroll({ label, children }: Props) {
  return (
    // Without a place in the order of tabs a keyboard could not scroll it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="scroll" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
