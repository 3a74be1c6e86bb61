import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import type { Fault } from '@/lib/useDeed';
import { FaultNotice } from '@/ui/FaultNotice';

const WORDS: Readonly<Record<string, MessageDescriptor>> = {
  CREDITOR_NOT_ONLINE: msg`You owe this to another distributor, who cannot be paid online yet. Please pay there directly.`,
  LINK_ITEMS_MIXED: msg`These items are owed to different parties. Please pay them one after the other.`,
  NOTHING_OPEN: msg`One of these items has been paid meanwhile. Please choose again.`,
  AMOUNT_ABOVE_OPEN: msg`Part of this has been paid meanwhile. Please choose again.`,
  STATEMENT_ANSWERED: msg`This statement has been answered already.`,
  ANSWER_TOO_LATE: msg`The day for disputing this statement is over. Talk to the brand.`,
  DISPUTE_ANSWERED: msg`This line is disputed already, or the brand has answered.`,
  REBATE_NOTHING_TO_CLAIM: msg`There is nothing left to claim of this rebate.`,
  REBATE_CLAIMED_TWICE: msg`Somebody claimed one of these lines just now. Look at the rebate again.`,
  REBATE_CLAIM_MOVED_ON: msg`The brand was faster: the claim stands elsewhere by now.`,
  IMPERSONATING: msg`You look as somebody else, so nothing was done. End that first.`,
  ROLE_MISSING: msg`This is not part of your role. Ask the owner of your account for it.`,
};

/** Why something was not done, in the reader's language where we have the words. */
export function RefusalNotice({ fault }: { fault: Fault | null }) {
  return <FaultNotice fault={fault} words={WORDS} />;
}
