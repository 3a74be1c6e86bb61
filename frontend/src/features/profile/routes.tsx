import type { ConsoleRoute } from '@/console/routes';

export const routes: readonly ConsoleRoute[] = [
  { path: '/profile', load: () => import('./ProfilePage').then((module) => module.ProfilePage) },
  { path: '/security', load: () => import('./SecurityPage').then((module) => module.SecurityPage) },
];
