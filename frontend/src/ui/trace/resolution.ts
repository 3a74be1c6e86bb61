/** One term of a plan, as it was held against a purchase. */
export interface TriedTerm {
  place: number;
  /** What it is called; empty where that is not for the viewer. */
  code: string;
  outcome: 'covers' | 'fits_later' | 'does_not_fit';
  /** The conditions that the purchase does not meet. */
  misses: readonly string[];
}

/** What a term is chosen by, and each term of the plan. */
export interface Resolution {
  productGroup: string;
  product: string;
  channel: string;
  grade: string;
  terms: readonly TriedTerm[];
}

type Json = Record<string, unknown>;

function record(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Read how the term of a purchase was found; what a later version adds is left out. */
export function resolutionOf(document: unknown): Resolution {
  const { facts, terms } = record(document);
  const { productGroup, product, channel, grade } = record(facts);
  return {
    productGroup: text(productGroup),
    product: text(product),
    channel: text(channel),
    grade: text(grade),
    terms: list(terms).map((each) => {
      const { place, code, outcome, misses } = record(each);
      return {
        place: Number(place),
        code: text(code),
        outcome: outcome === 'covers' || outcome === 'fits_later' ? outcome : 'does_not_fit',
        misses: list(misses).map(text),
      };
    }),
  };
}
