import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from 'wouter';

interface Props {
  title: ReactNode;
  /** The list this page belongs to. */
  back?: string;
  /** Beside the title. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A page of the portal: its heading, the way back, the content. */
export function Screen({ title, back, aside, children }: Props) {
  return (
    <div className="screen">
      <header className="screen-head">
        {back !== undefined && (
          <Link href={back} className="screen-back">
            ‹ <Trans>Back</Trans>
          </Link>
        )}
        <h1>{title}</h1>
        {aside}
      </header>
      {children}
    </div>
  );
}
