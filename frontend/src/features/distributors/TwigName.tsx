import { Plural } from '@lingui/react/macro';
import type { TwigFragment } from '@/generated/graphql';

/** Code, name, grade, and how many stand directly below. */
export function TwigName({ twig }: { twig: TwigFragment }) {
  const count = twig.below.totalCount;
  return (
    <span className="twig">
      <code>{twig.code}</code>
      <span>{twig.name}</span>
      {twig.grade && <span className="t-tag">{twig.grade.name}</span>}
      {count > 0 && (
        <span className="t-soft">
          <Plural value={count} one="# directly below" other="# directly below" />
        </span>
      )}
    </span>
  );
}
