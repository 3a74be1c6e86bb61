import { createContext, use } from 'react';

export interface Trace {
  /** Show how the figure of this node came about. */
  open: (id: string) => void;
}

export const TraceContext = createContext<Trace | null>(null);

/** What opens calculations; null where nothing can be opened, such as in a test of one figure. */
export const useTrace = (): Trace | null => use(TraceContext);
