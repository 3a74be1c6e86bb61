import type { Messages } from '@lingui/core';

export interface Catalog {
  messages: Messages;
}

/** Put the catalogs of all parts of an entry into one. */
export const merged = (catalogs: Record<string, Catalog>): Messages =>
  Object.assign({}, ...Object.values(catalogs).map((catalog) => catalog.messages)) as Messages;
