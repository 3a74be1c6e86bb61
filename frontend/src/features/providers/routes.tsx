import { IdcardOutlined } from '@ant-design/icons';
import { msg } from '@lingui/core/macro';
import type { ConsoleRoute } from '@/console/routes';
import { OWNING } from '@/lib/roles';

export const routes: readonly ConsoleRoute[] = [
  {
    path: '/company-sign-in',
    load: () => import('./ProviderList').then((module) => module.ProviderList),
    menu: { label: msg`Company sign-in`, icon: <IdcardOutlined />, order: 905 },
    roles: OWNING,
  },
];
