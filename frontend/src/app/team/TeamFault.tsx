import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import type { Fault } from '@/lib/useDeed';
import { FaultNotice } from '@/ui/FaultNotice';

const WORDS: Readonly<Record<string, MessageDescriptor>> = {
  CONFIRMATION_NEEDED: msg`This needs you to confirm that it is you. Nothing was done.`,
  EMAIL_UNREADABLE: msg`This is no e-mail address.`,
  IMPERSONATING: msg`You look as somebody else, so nothing was done. End that first.`,
  INVITATION_TAKEN: msg`This person has come in meanwhile. Load the page again.`,
  INVITATIONS_EXHAUSTED: msg`This person was written to too often today. Check the address, and wait until tomorrow.`,
  LAST_OWNER: msg`This is the last owner. Make somebody else owner first.`,
  MEMBER_UNKNOWN: msg`This was changed meanwhile. Load the page again.`,
  OWN_ROLE: msg`Nobody gives a role to himself. Ask another owner.`,
  ROLE_MISSING: msg`This is not part of your role. Ask the owner of your account for it.`,
  ROLE_TAKEN: msg`This person has this role at another distributor already. Use another address for this one.`,
};

/** Why something about the team was not done, in the reader's language. */
export function TeamFault({ fault }: { fault: Fault | null }) {
  return <FaultNotice fault={fault} words={WORDS} />;
}
