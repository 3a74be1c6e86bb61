import type { MessageDescriptor } from '@lingui/core';
import { lazy } from 'react';
import type { ComponentType, ReactNode } from 'react';

/** One address of the console. */
export interface ConsoleRoute {
  /** As wouter reads it, such as `/orders/:id`. */
  path: string;
  /** Loads the screen when it is first wanted: `() => import('./OrderList').then((m) => m.OrderList)`. */
  load: () => Promise<ComponentType>;
  /** An entry of the navigation; leave it out for pages that are reached from another one. */
  menu?: {
    label: MessageDescriptor;
    icon: ReactNode;
    /** Entries stand in this order. */
    order: number;
  };
  /** Who may go there; everybody of the brand if unsaid. The server decides anyway. */
  roles?: readonly string[];
}

interface RouteModule {
  routes: readonly ConsoleRoute[];
}

const modules = import.meta.glob<RouteModule>('../features/*/routes.tsx', { eager: true });

/** Every feature's routes: a feature is added by its folder, without a change here. */
export const ROUTES = Object.values(modules)
  .flatMap((module) => module.routes)
  .map((route) => ({
    ...route,
    Screen: lazy(async () => ({ default: await route.load() })),
  }));
