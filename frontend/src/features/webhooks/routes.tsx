import { SendOutlined } from '@ant-design/icons';
import { msg } from '@lingui/core/macro';
import type { ConsoleRoute } from '@/console/routes';
import { OWNING } from '@/lib/roles';

export const routes: readonly ConsoleRoute[] = [
  {
    path: '/webhooks',
    load: () => import('./EndpointList').then((module) => module.EndpointList),
    menu: { label: msg`Webhooks`, icon: <SendOutlined />, order: 915 },
    roles: OWNING,
  },
  {
    path: '/webhooks/log',
    load: () => import('./DeliveryList').then((module) => module.DeliveryList),
    roles: OWNING,
  },
];
