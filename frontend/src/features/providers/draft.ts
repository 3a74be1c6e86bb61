import type {
  AddIdentityProviderInput,
  ChangeIdentityProviderInput,
  IdentityProviderAudience,
  IdentityProviderFieldsFragment,
  IdentityProviderKind,
} from '@/generated/graphql';

/** A provider as somebody fills it in; lists stand in one line, with blanks between. */
export interface Draft {
  name: string;
  kind: IdentityProviderKind;
  issuer: string;
  clientId: string;
  clientSecret: string;
  audience: IdentityProviderAudience;
  isRequired: boolean;
  factorValues: string;
  emailDomains: string;
  scopes: string;
  authorizeUrl: string;
  tokenUrl: string;
  userinfoUrl: string;
  subjectClaim: string;
  emailClaim: string;
}

export const EMPTY: Draft = {
  name: '',
  kind: 'OPENID',
  issuer: '',
  clientId: '',
  clientSecret: '',
  audience: 'BRAND',
  isRequired: false,
  factorValues: '',
  emailDomains: '',
  scopes: '',
  authorizeUrl: '',
  tokenUrl: '',
  userinfoUrl: '',
  subjectClaim: 'sub',
  emailClaim: 'email',
};

/** A provider that is there, to be filled in anew; its secret is told to nobody. */
export function draftOf(provider: IdentityProviderFieldsFragment): Draft {
  return {
    ...EMPTY,
    ...provider,
    authorizeUrl: provider.authorizeUrl ?? '',
    tokenUrl: provider.tokenUrl ?? '',
    userinfoUrl: provider.userinfoUrl ?? '',
    clientSecret: '',
  };
}

const words = (text: string): string[] => text.split(/[\s,]+/).filter((each) => each !== '');

function changing(draft: Draft): Omit<ChangeIdentityProviderInput, 'providerId'> {
  return {
    name: draft.name.trim(),
    clientId: draft.clientId.trim(),
    audience: draft.audience,
    isRequired: draft.isRequired && draft.audience !== 'DISTRIBUTORS',
    factorValues: draft.kind === 'OPENID' ? words(draft.factorValues) : [],
    emailDomains: words(draft.emailDomains),
    scopes: words(draft.scopes).join(' '),
    emailClaim: draft.emailClaim.trim(),
  };
}

/** What is sent to change a provider. */
export function changeOf(draft: Draft, providerId: string): ChangeIdentityProviderInput {
  return { ...changing(draft), providerId };
}

/** What is sent to add one: addresses only of the kind that has them. */
export function inputOf(draft: Draft): AddIdentityProviderInput {
  const isOauth = draft.kind === 'OAUTH';
  return {
    ...changing(draft),
    kind: draft.kind,
    issuer: draft.issuer.trim(),
    clientSecret: draft.clientSecret,
    ...(isOauth
      ? {
          authorizeUrl: draft.authorizeUrl.trim(),
          tokenUrl: draft.tokenUrl.trim(),
          userinfoUrl: draft.userinfoUrl.trim(),
          subjectClaim: draft.subjectClaim.trim(),
        }
      : {}),
  };
}

/** Whether enough is filled in to ask for it. */
export function isWhole(draft: Draft, isNew: boolean): boolean {
  const needed = [draft.name, draft.clientId];
  if (isNew) needed.push(draft.issuer, draft.clientSecret);
  if (isNew && draft.kind === 'OAUTH') {
    needed.push(draft.authorizeUrl, draft.tokenUrl, draft.userinfoUrl, draft.subjectClaim);
  }
  return needed.every((text) => text.trim() !== '');
}
