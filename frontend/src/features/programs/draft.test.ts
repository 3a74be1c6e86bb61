import { describe, expect, it } from 'vitest';
import { EMPTY, inputOf, isWhole } from './draft';

const filled = {
  ...EMPTY,
  name: ' ERP ',
  scopes: ['orders:read', 'offline_access', 'payouts:release'],
};

describe('a draft of a program', () => {
  it('asks of a program for people who they are, and where they return', () => {
    const input = inputOf({ ...filled, addresses: 'https://a.example/cb\n com.example.app:/cb ' });

    expect(input.name).toBe('ERP');
    expect(input.redirectUris).toEqual(['https://a.example/cb', 'com.example.app:/cb']);
    expect(input.scopes).toEqual(['openid', 'profile', 'email', ...filled.scopes]);
    expect(input.roles).toEqual([]);
  });

  it('asks of a program for itself a role, and nothing about people', () => {
    const input = inputOf({
      ...filled,
      kind: 'OWN',
      addresses: 'https://a.example/cb',
      isPublic: true,
      isFirstParty: true,
    });

    expect(input).toMatchObject({
      scopes: ['orders:read'],
      redirectUris: [],
      roles: ['ACCOUNTANT'],
      isPublic: false,
      isFirstParty: false,
    });
  });

  it('is whole with a name, a scope and an address to return to', () => {
    expect(isWhole(filled)).toBe(false);
    expect(isWhole({ ...filled, addresses: 'https://a.example/cb' })).toBe(true);
    expect(isWhole({ ...filled, kind: 'OWN' })).toBe(true);
    expect(isWhole({ ...filled, kind: 'OWN', scopes: [] })).toBe(false);
    expect(isWhole({ ...filled, kind: 'OWN', name: ' ' })).toBe(false);
  });
});
