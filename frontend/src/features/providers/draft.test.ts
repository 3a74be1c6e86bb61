import { describe, expect, it } from 'vitest';
import { EMPTY, changeOf, draftOf, inputOf, isWhole } from './draft';

const filled = {
  ...EMPTY,
  name: ' Company account ',
  issuer: 'https://id.example',
  clientId: 'x',
  clientSecret: 's',
  factorValues: 'mfa, otp',
  emailDomains: ' tea.example ',
};

describe('a draft of a provider', () => {
  it('sends lists, and addresses only of the kind that has them', () => {
    const input = inputOf({ ...filled, authorizeUrl: 'https://id.example/a' });

    expect(input).toMatchObject({
      name: 'Company account',
      factorValues: ['mfa', 'otp'],
      emailDomains: ['tea.example'],
    });
    expect(input).not.toHaveProperty('authorizeUrl');
  });

  it('lets nothing unsigned count, and requires nothing of distributors', () => {
    const input = inputOf({
      ...filled,
      kind: 'OAUTH',
      audience: 'DISTRIBUTORS',
      isRequired: true,
    });

    expect(input).toMatchObject({ factorValues: [], isRequired: false, subjectClaim: 'sub' });
  });

  it('is whole with what its kind needs', () => {
    expect(isWhole(filled, true)).toBe(true);
    expect(isWhole({ ...filled, clientSecret: '' }, true)).toBe(false);
    expect(isWhole({ ...filled, clientSecret: '' }, false)).toBe(true);
    expect(isWhole({ ...filled, kind: 'OAUTH' }, true)).toBe(false);
  });

  it('changes what is there without its secret', () => {
    const provider = {
      ...inputOf(filled),
      __typename: 'IdentityProvider' as const,
      id: 'p',
      factorValues: 'mfa otp',
      emailDomains: '',
      authorizeUrl: null,
      tokenUrl: null,
      userinfoUrl: null,
      subjectClaim: 'sub',
      emailClaim: 'email',
      callbackPath: '/x',
      people: 0,
      createdAt: '2026-01-05T02:00:00Z',
      changedAt: '2026-01-05T02:00:00Z',
      disabledAt: null,
    };

    const change = changeOf(draftOf(provider), 'p');

    expect(change).toMatchObject({ providerId: 'p', factorValues: ['mfa', 'otp'] });
    expect(change).not.toHaveProperty('clientSecret');
  });
});
