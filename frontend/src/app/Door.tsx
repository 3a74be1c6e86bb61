import type { ReactNode } from 'react';
import { LocaleToggle } from './LocaleToggle';
import mark from './theme/mark.svg';
import './signIn.css';

interface Props {
  title: ReactNode;
  text?: ReactNode;
  isWide?: boolean;
  children: ReactNode;
}

/** A page before the sign-in: one card, and the language. */
export function Door({ title, text, isWide = false, children }: Props) {
  return (
    <main className="sign-in">
      <div className={isWide ? 'sign-in-card is-wide' : 'sign-in-card'}>
        <header className="sign-in-head">
          <img src={mark} alt="" width="40" height="40" />
          <div>
            <h1>{title}</h1>
            {text && <p>{text}</p>}
          </div>
        </header>
        {children}
        <LocaleToggle />
      </div>
    </main>
  );
}
