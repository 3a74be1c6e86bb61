import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import type {
  WebhookDisabledBy,
  WebhookEndpointFieldsFragment,
  WebhookFault,
} from '@/generated/graphql';

/** What an endpoint can hear of; `docs/webhooks.md` says what each holds. */
export const KINDS: Readonly<Record<string, MessageDescriptor>> = {
  'order.accepted': msg`Order accepted`,
  'receivable.raised': msg`Receivable raised`,
  'credit_note.raised': msg`Credit note raised`,
  'statement.issued': msg`Statement issued`,
  'statement.confirmed': msg`Statement confirmed`,
  'statement.disputed': msg`Statement disputed`,
  'statement.corrected': msg`Statement corrected`,
  'payment.received': msg`Payment received`,
  'refund.settled': msg`Refund settled`,
  'rebate_claim.submitted': msg`Rebate claimed`,
  'rebate_claim.returned': msg`Rebate claim given back`,
  'rebate_claim.approved': msg`Rebate claim approved`,
  'rebate_claim.overdue': msg`Rebate claim overdue`,
  'payout_batch.released': msg`Payout batch released`,
  'payout_batch.completed': msg`Payout batch completed`,
  'payout.settled': msg`Payout paid or failed`,
};

const TEST = msg`Test`;

const DISABLED: Readonly<Record<WebhookDisabledBy, MessageDescriptor>> = {
  PERSON: msg`Disabled`,
  GONE: msg`Disabled: it answered that it is gone`,
  FAILING: msg`Disabled: it took nothing for three days`,
};

const FAULTS: Readonly<Record<WebhookFault, MessageDescriptor>> = {
  TOO_SLOW: msg`No answer within 15 seconds`,
  UNREACHABLE: msg`No connection`,
  ADDRESS_REFUSED: msg`The address leads inside a network`,
  SECRET_UNREADABLE: msg`The secret cannot be read any more: renew it`,
};

export function KindName({ kind }: { kind: string }) {
  const { _ } = useLingui();
  const words = kind === 'webhook.test' ? TEST : KINDS[kind];
  return <>{words ? _(words) : kind}</>;
}

export function FaultName({ fault }: { fault: WebhookFault }) {
  const { _ } = useLingui();
  return <>{_(FAULTS[fault])}</>;
}

type Endpoint = Pick<
  WebhookEndpointFieldsFragment,
  'state' | 'disabledBy' | 'failingSince' | 'succeededAt'
>;

/** How an endpoint is doing, as a coloured word. */
export function Health({ endpoint }: { endpoint: Endpoint }) {
  const { _ } = useLingui();
  const [tone, words] = healthOf(endpoint);
  return <span className={`t-tag t-tag-${tone}`}>{_(words)}</span>;
}

function healthOf({ state, disabledBy, failingSince, succeededAt }: Endpoint) {
  if (state !== 'ENABLED') {
    return [disabledBy === 'PERSON' ? 'soft' : 'bad', DISABLED[disabledBy ?? 'PERSON']] as const;
  }
  if (failingSince) return ['warn', msg`Failing`] as const;
  return succeededAt ? (['good', msg`Works`] as const) : (['soft', msg`Nothing sent yet`] as const);
}

/** What people call an endpoint; its address if they call it nothing. */
export function EndpointName({
  endpoint,
}: {
  endpoint: { address: string; description: string } | null;
}) {
  if (!endpoint) return <Trans>Deleted</Trans>;
  return <>{endpoint.description === '' ? endpoint.address : endpoint.description}</>;
}
