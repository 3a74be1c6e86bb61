import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';

/** Why the program itself did something. What is not here was written by a person. */
export const CAUSES: Readonly<Record<string, MessageDescriptor>> = {
  signed_out: msg`The person signed out`,
  signed_in_anew: msg`The person signed in anew`,
  ended_elsewhere: msg`Ended from another device`,
  signed_out_by_team: msg`Signed out by the team`,
  code_reused: msg`A sign-in code was used twice`,
  refresh_reused: msg`A refresh token was used twice`,
  consent_withdrawn: msg`The consent was withdrawn`,
  token_given_back: msg`The program gave its token back`,
  provider_invited: msg`The address had been invited`,
  provider_domain: msg`The address is of the company’s own domain`,
  webhook_gone: msg`The endpoint answered that it is gone`,
  webhook_failing: msg`The endpoint took nothing for three days`,
  refunded_at_provider: msg`Refunded at the payment service`,
};
