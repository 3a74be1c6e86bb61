import type { TwigFragment } from '@/generated/graphql';

export interface Branch {
  key: string;
  twig: TwigFragment;
  isLeaf: boolean;
  children?: Branch[];
}

export const branchOf = (twig: TwigFragment): Branch => ({
  key: twig.id,
  twig,
  isLeaf: twig.below.totalCount === 0,
});

/** Hang what was loaded under its distributor; everything else stays as it is. */
export function grafted(branches: readonly Branch[], id: string, below: Branch[]): Branch[] {
  return branches.map((branch) => {
    if (branch.key === id) return { ...branch, children: below };
    return branch.children ? { ...branch, children: grafted(branch.children, id, below) } : branch;
  });
}
