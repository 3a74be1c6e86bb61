import type { CreateProgramInput, ProgramKind, Role } from '@/generated/graphql';
import { OF_PEOPLE } from './words';

/** A program as somebody fills it in. */
export interface Draft {
  name: string;
  kind: ProgramKind;
  scopes: readonly string[];
  /** One address a line. */
  addresses: string;
  role: Role;
  isPublic: boolean;
  isFirstParty: boolean;
}

export const EMPTY: Draft = {
  name: '',
  kind: 'CODE',
  scopes: [],
  addresses: '',
  role: 'ACCOUNTANT',
  isPublic: false,
  isFirstParty: false,
};

/** Who a program may know its person to be: nobody, when it acts for itself. */
const ABOUT_PEOPLE = ['openid', 'profile', 'email'];

/** What is sent for a draft: of each kind only what belongs to it. */
export function inputOf(draft: Draft): CreateProgramInput {
  const isOwn = draft.kind === 'OWN';
  const addresses = draft.addresses.split(/\s+/).filter((each) => each !== '');
  return {
    name: draft.name.trim(),
    kind: draft.kind,
    scopes: isOwn
      ? draft.scopes.filter((each) => !(each in OF_PEOPLE))
      : [...ABOUT_PEOPLE, ...draft.scopes],
    redirectUris: draft.kind === 'CODE' ? addresses : [],
    roles: isOwn ? [draft.role] : [],
    isPublic: draft.isPublic && !isOwn,
    isFirstParty: draft.isFirstParty && draft.kind === 'CODE',
  };
}

/** Whether enough is filled in to ask for it. */
export function isWhole(draft: Draft): boolean {
  return (
    draft.name.trim() !== '' &&
    draft.scopes.length > 0 &&
    (draft.kind !== 'CODE' || draft.addresses.trim() !== '')
  );
}
