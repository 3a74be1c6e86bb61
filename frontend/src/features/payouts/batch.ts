import type { PayoutBatchState } from '@/generated/graphql';

export interface Counts {
  paid: { totalCount: number };
  failed: { totalCount: number };
  cancelled: { totalCount: number };
  unknown: { totalCount: number };
  sending: { totalCount: number };
  ready: { totalCount: number };
}

/** Which step of preparing, submitting, releasing, paying comes next; 4 when all is done. */
export function stepOf(batch: {
  state: PayoutBatchState;
  submittedAt: string | null;
  releasedAt: string | null;
}): number {
  switch (batch.state) {
    case 'DRAFT':
      return 1;
    case 'SUBMITTED':
      return 2;
    case 'RELEASED':
      return 3;
    case 'COMPLETED':
      return 4;
    case 'CANCELLED':
      return batch.releasedAt ? 3 : batch.submittedAt ? 2 : 1;
  }
}

/** Why somebody cannot release a batch; null when nothing stands in the way. */
export function releaseObstacle(
  makerId: string | undefined,
  viewerId: string | null,
  hasRole: boolean,
): 'maker' | 'role' | null {
  if (makerId === viewerId) return 'maker';
  return hasRole ? null : 'role';
}

/** How many payments have an end, and how many cannot get further by themselves yet. */
export function progressOf(counts: Counts): { ended: number; open: number; percent: number } {
  const ended = counts.paid.totalCount + counts.failed.totalCount + counts.cancelled.totalCount;
  const open = counts.unknown.totalCount + counts.sending.totalCount + counts.ready.totalCount;
  const all = ended + open;
  return { ended, open, percent: all === 0 ? 0 : Math.floor((ended / all) * 100) };
}

/** A hash in groups of eight: two people can read it to each other. */
export const grouped = (digest: string): string => digest.match(/.{1,8}/g)?.join(' ') ?? '';
