import { ConfigProvider, unstableSetRender } from 'antd-mobile';
import en from 'antd-mobile/es/locales/en-US';
import zh from 'antd-mobile/es/locales/zh-CN';
import { Suspense, lazy } from 'react';
import type { ComponentType } from 'react';
import { createRoot } from 'react-dom/client';
import type { Root } from 'react-dom/client';
import { Route, Switch } from 'wouter';
import { useLocaleSwitch } from '@/app/LocaleProvider';
import { useHasRole } from '@/app/SessionContext';
import { Skeleton } from '@/ui/Skeleton';
import { TraceProvider } from '@/ui/trace/TraceProvider';
import { Frame } from './frame/Frame';
import { Home } from './home/Home';
import { NoSuchPage } from './frame/NoSuchPage';
import { useGrants } from './useGrants';
import './portal.css';

// Toasts and dialogs of antd-mobile still mount themselves the way React 18 did.
const roots = new WeakMap<Element | DocumentFragment, Root>();
// eslint-disable-next-line @typescript-eslint/no-deprecated -- antd-mobile's own way until it drops React 18.
unstableSetRender((node, container) => {
  const root = roots.get(container) ?? createRoot(container);
  roots.set(container, root);
  root.render(node);
  return () => {
    root.unmount();
    roots.delete(container);
    return Promise.resolve();
  };
});

const later = (load: () => Promise<ComponentType>) => lazy(async () => ({ default: await load() }));

const OPEN = [
  ['/orders', later(() => import('./orders/OrderList').then((module) => module.OrderList))],
  ['/orders/:id', later(() => import('./orders/OrderPage').then((module) => module.OrderPage))],
  ['/network', later(() => import('./network/Network').then((module) => module.Network))],
  ['/network/:id', later(() => import('./network/Member').then((module) => module.Member))],
  ['/security', later(() => import('./me/SecurityScreen').then((module) => module.SecurityScreen))],
  ['/me', later(() => import('./me/Me').then((module) => module.Me))],
] as const;

/** Only for the distributor's owner. */
const OWNING = [
  ['/team', later(() => import('./team/TeamScreen').then((module) => module.TeamScreen))],
] as const;

/** Only for those who keep the distributor's books. */
const BOOKS = [
  [
    '/statements',
    later(() => import('./statements/StatementList').then((module) => module.StatementList)),
  ],
  [
    '/statements/:id',
    later(() => import('./statements/StatementPage').then((module) => module.StatementPage)),
  ],
  [
    '/statements/:id/commission',
    later(() =>
      import('./statements/StatementCommission').then((module) => module.StatementCommission),
    ),
  ],
  ['/pay', later(() => import('./pay/PayPage').then((module) => module.PayPage))],
  ['/pay/:id', later(() => import('./pay/LinkPage').then((module) => module.LinkPage))],
  [
    '/earnings/rebates/:id',
    later(() => import('./earnings/RebateScreen').then((module) => module.RebateScreen)),
  ],
  [
    '/earnings/rebates/:id/claim',
    later(() => import('./earnings/ClaimForm').then((module) => module.ClaimForm)),
  ],
  [
    '/earnings/claims/:id',
    later(() => import('./earnings/ClaimScreen').then((module) => module.ClaimScreen)),
  ],
  ['/earnings', later(() => import('./earnings/Earnings').then((module) => module.Earnings))],
] as const;

/** The distributor's pages. */
export function Portal() {
  const { locale } = useLocaleSwitch();
  const grants = useGrants();
  const isOwner = useHasRole('distributor_owner');
  return (
    <ConfigProvider locale={locale === 'en' ? en : zh}>
      <TraceProvider grants={grants}>
        <Frame>
          <Suspense fallback={<Skeleton lines={8} />}>
            <Switch>
              <Route path="/">
                <Home />
              </Route>
              {[...OPEN, ...(isOwner ? OWNING : []), ...(grants.money ? BOOKS : [])].map(
                ([path, Screen]) => (
                  <Route key={path} path={path}>
                    <Screen />
                  </Route>
                ),
              )}
              <Route>
                <NoSuchPage />
              </Route>
            </Switch>
          </Suspense>
        </Frame>
      </TraceProvider>
    </ConfigProvider>
  );
}
