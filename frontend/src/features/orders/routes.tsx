import { ShoppingOutlined } from '@ant-design/icons';
import { msg } from '@lingui/core/macro';
import type { ConsoleRoute } from '@/console/routes';

export const routes: readonly ConsoleRoute[] = [
  {
    path: '/orders',
    load: () => import('./OrderList').then((module) => module.OrderList),
    menu: { label: msg`Orders`, icon: <ShoppingOutlined />, order: 100 },
  },
  {
    path: '/orders/:id',
    load: () => import('./OrderPage').then((module) => module.OrderPage),
  },
];
