import { Trans, useLingui } from '@lingui/react/macro';
import { Drawer, Grid, Layout, Menu } from 'antd';
import { MenuOutlined } from '@ant-design/icons';
import { Suspense, useState } from 'react';
import { Link, Redirect, Route, Switch, useLocation } from 'wouter';
import mark from '@/app/theme/mark.svg';
import { useSession } from '@/app/SessionContext';
import { EmptyState } from '@/ui/EmptyState';
import { Skeleton } from '@/ui/Skeleton';
import { ROUTES } from '../routes';
import { TaskTray } from '../tasks/TaskTray';
import { Preferences } from './Preferences';
import { UserMenu } from './UserMenu';
import './shell.css';
import '../list/list.css';

/** Navigation on the left, the person on top, the screen in the middle. */
export function Shell() {
  const { t } = useLingui();
  const { session } = useSession();
  const isWide = Grid.useBreakpoint().lg ?? true;
  const [isOpen, setIsOpen] = useState(false);
  const mine = ROUTES.filter(
    (route) => !route.roles || route.roles.some((role) => session.roles.includes(role)),
  );
  const first = mine.filter((route) => route.menu).sort(byOrder)[0];

  return (
    <Layout className="shell">
      <a className="shell-skip" href="#content">
        <Trans>Skip to the content</Trans>
      </a>
      {isWide ? (
        <Layout.Sider width={224} className="shell-side" theme="light">
          <Brand name={session.brand.name} />
          <Navigation />
        </Layout.Sider>
      ) : (
        <Drawer
          open={isOpen}
          placement="left"
          size={264}
          title={<Brand name={session.brand.name} />}
          onClose={() => {
            setIsOpen(false);
          }}
        >
          <Navigation
            onGo={() => {
              setIsOpen(false);
            }}
          />
        </Drawer>
      )}
      <Layout>
        <Layout.Header className="shell-head">
          {!isWide && (
            <button
              type="button"
              className="t-icon"
              aria-label={t`Menu`}
              onClick={() => {
                setIsOpen(true);
              }}
            >
              <MenuOutlined />
            </button>
          )}
          <span className="shell-gap" />
          <TaskTray />
          <Preferences />
          <UserMenu />
        </Layout.Header>
        <Layout.Content id="content" className="shell-content" tabIndex={-1}>
          <Suspense fallback={<Skeleton lines={8} />}>
            <Switch>
              {mine.map(({ path, Screen }) => (
                <Route key={path} path={path}>
                  <Screen />
                </Route>
              ))}
              {first && (
                <Route path="/">
                  <Redirect to={first.path} replace />
                </Route>
              )}
              <Route>
                <EmptyState
                  isPage
                  title={<Trans>There is no such page.</Trans>}
                  action={
                    <Link href="/">
                      <Trans>To the start</Trans>
                    </Link>
                  }
                />
              </Route>
            </Switch>
          </Suspense>
        </Layout.Content>
      </Layout>
    </Layout>
  );
}

const byOrder = (a: (typeof ROUTES)[number], b: (typeof ROUTES)[number]): number =>
  (a.menu?.order ?? 0) - (b.menu?.order ?? 0);

function Brand({ name }: { name: string }) {
  return (
    <Link href="/" className="shell-brand">
      <img src={mark} alt="" width="28" height="28" />
      <span>{name}</span>
    </Link>
  );
}

function Navigation({ onGo }: { onGo?: () => void }) {
  const { t, i18n } = useLingui();
  const { session } = useSession();
  const [location, go] = useLocation();
  const entries = ROUTES.filter(
    (route) =>
      route.menu && (!route.roles || route.roles.some((role) => session.roles.includes(role))),
  ).sort(byOrder);
  const current = entries.find(
    ({ path }) => location === path || (path !== '/' && location.startsWith(`${path}/`)),
  );
  return (
    <nav aria-label={t`Main navigation`}>
      <Menu
        mode="inline"
        selectedKeys={current ? [current.path] : []}
        onClick={({ key }) => {
          go(key);
          onGo?.();
        }}
        items={entries.map(({ path, menu }) => ({
          key: path,
          icon: menu?.icon,
          label: menu && i18n._(menu.label),
        }))}
      />
    </nav>
  );
}
