import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useSession } from '@/app/SessionContext';
import mark from '@/app/theme/mark.svg';
import { useGrants } from '../useGrants';
import {
  EarningsIcon,
  HomeIcon,
  MeIcon,
  NetworkIcon,
  OrdersIcon,
  PayIcon,
  StatementsIcon,
} from './icons';

interface Place {
  href: string;
  icon: ReactNode;
  label: string;
  /** On a phone there is room for five; the others are reached from Home and Me. */
  isWideOnly?: boolean;
}

/** Tabs below on a phone, a rail on the left of a wide screen; the page between. */
export function Frame({ children }: { children: ReactNode }) {
  const { session } = useSession();
  const places = usePlaces();
  const [location] = useLocation();
  return (
    <div className="frame">
      <a className="frame-skip" href="#content">
        <Trans>Skip to the content</Trans>
      </a>
      <nav className="frame-nav">
        <Link href="/" className="frame-brand">
          <img src={mark} alt="" width="28" height="28" />
          <span>{session.brand.name}</span>
        </Link>
        {places.map(({ href, icon, label, isWideOnly }) => (
          <Link
            key={href}
            href={href}
            className={isWideOnly ? 'frame-tab is-wide-only' : 'frame-tab'}
            aria-current={isAt(location, href) ? 'page' : undefined}
          >
            {icon}
            <span>{label}</span>
          </Link>
        ))}
      </nav>
      <main id="content" className="frame-content" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

const isAt = (location: string, href: string): boolean =>
  location === href || (href !== '/' && location.startsWith(`${href}/`));

function usePlaces(): Place[] {
  const { t } = useLingui();
  const { money } = useGrants();
  return [
    { href: '/', icon: <HomeIcon />, label: t`Home` },
    { href: '/orders', icon: <OrdersIcon />, label: t`Orders` },
    ...(money
      ? [
          { href: '/statements', icon: <StatementsIcon />, label: t`Statements` },
          { href: '/pay', icon: <PayIcon />, label: t`Pay`, isWideOnly: true },
          { href: '/earnings', icon: <EarningsIcon />, label: t`Earnings` },
        ]
      : []),
    { href: '/network', icon: <NetworkIcon />, label: t`Network`, isWideOnly: money },
    { href: '/me', icon: <MeIcon />, label: t`Me` },
  ];
}
