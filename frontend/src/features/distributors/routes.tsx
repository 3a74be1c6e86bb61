import { ApartmentOutlined } from '@ant-design/icons';
import { msg } from '@lingui/core/macro';
import type { ConsoleRoute } from '@/console/routes';

export const routes: readonly ConsoleRoute[] = [
  {
    path: '/distributors',
    load: () => import('./DistributorTree').then((module) => module.DistributorTree),
    menu: { label: msg`Distributors`, icon: <ApartmentOutlined />, order: 200 },
  },
  {
    path: '/distributors/table',
    load: () => import('./DistributorList').then((module) => module.DistributorList),
  },
  {
    path: '/distributors/:id',
    load: () => import('./DistributorPage').then((module) => module.DistributorPage),
  },
];
