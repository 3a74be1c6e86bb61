import { describe, expect, it } from 'vitest';
import { branchOf, grafted } from './branch';
import type { Branch } from './branch';

const twig = (id: string, totalCount = 0): Branch =>
  branchOf({ id, code: id, name: id, level: 1, grade: null, below: { totalCount } });

describe('branchOf', () => {
  it('is a leaf when nobody is below', () => {
    expect(twig('a').isLeaf).toBe(true);
    expect(twig('a', 2).isLeaf).toBe(false);
  });
});

describe('grafted', () => {
  it('hangs what was loaded under its distributor, however deep', () => {
    const one = grafted([twig('a', 1), twig('b')], 'a', [twig('c', 1)]);
    const two = grafted(one, 'c', [twig('d')]);
    expect(two[0]?.children?.[0]?.children?.map(({ key }) => key)).toEqual(['d']);
    expect(two[1]?.children).toBeUndefined();
  });
});
