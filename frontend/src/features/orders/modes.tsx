import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import type { MessageDescriptor } from '@lingui/core';
import type { OrderMode } from '@/generated/graphql';

export const MODES: Record<OrderMode, MessageDescriptor> = {
  DIRECT: msg`Direct`,
  CASCADE: msg`Level by level`,
  AGENCY: msg`Agency`,
};

/** Who owes whom for an order. */
export function ModeName({ mode }: { mode: OrderMode }) {
  const { _ } = useLingui();
  return <>{_(MODES[mode])}</>;
}
