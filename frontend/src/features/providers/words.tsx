import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import { useLingui } from '@lingui/react';
import type { IdentityProviderAudience, IdentityProviderKind } from '@/generated/graphql';

export const KINDS: Readonly<Record<IdentityProviderKind, MessageDescriptor>> = {
  OPENID: msg`OpenID Connect: Entra ID, Okta, Keycloak and others`,
  OAUTH: msg`OAuth 2 with an address that tells who it is: WeCom, DingTalk style`,
};

export const AUDIENCES: Readonly<Record<IdentityProviderAudience, MessageDescriptor>> = {
  BRAND: msg`The brand's own people`,
  DISTRIBUTORS: msg`Distributors' people`,
  EVERYBODY: msg`Both`,
};

export function KindName({ kind }: { kind: IdentityProviderKind }) {
  const { _ } = useLingui();
  return <>{_(KINDS[kind])}</>;
}

export function AudienceName({ audience }: { audience: IdentityProviderAudience }) {
  const { _ } = useLingui();
  return <>{_(AUDIENCES[audience])}</>;
}
