/** A plan as the builder asks for it; all of it text, as people type it. */

import { record, records, text, without, words } from './json';
import type { Json } from './json';
import { exampleForm, ruleOf } from './rule';
import type { ExampleForm } from './rule';

export interface RateForm {
  kind: 'level' | 'override';
  step: string;
  productGroup: string;
  percent: string;
}

/** A band begins where the one before ends: holes and overlaps cannot be written. */
export interface BandForm {
  from: string;
  percent: string;
  amount: string;
}

export interface ConditionForm {
  product_groups: string;
  products: string;
  channels: string;
  grades: string;
  levels: string;
  depths: string;
}

export interface TermForm {
  code: string;
  kind: 'commission' | 'bonus';
  earner: 'seller' | 'above';
  tiers: 'flat' | 'marginal' | 'whole';
  every: 'month' | 'quarter' | 'year';
  clawBack: 'original' | 'rerate';
  currency: string;
  bands: BandForm[];
  conditions: ConditionForm;
  cap: string;
  floor: string;
  minimum: string;
  /** A special rule in CEL, and what it has to say of some lines. */
  where: string;
  examples: ExampleForm[];
  rest: Json;
}

export interface PlanForm {
  code: string;
  name: string;
  validFrom: string;
  validUntil: string;
  base: 'net' | 'gross' | 'margin';
  modes: readonly string[];
  paysPriceGap: boolean;
  paysBoth: boolean;
  rates: RateForm[];
  terms: TermForm[];
  /** What the document says beyond what the builder asks for: it is kept. */
  rest: Json;
}

export const MODES = ['direct', 'agency', 'cascade'] as const;

const NO_CONDITIONS: ConditionForm = {
  product_groups: '',
  products: '',
  channels: '',
  grades: '',
  levels: '',
  depths: '',
};

export const EMPTY_PLAN: PlanForm = {
  code: '',
  name: '',
  validFrom: '',
  validUntil: '',
  base: 'net',
  modes: ['direct'],
  paysPriceGap: false,
  paysBoth: false,
  rates: [{ kind: 'level', step: '1', productGroup: '', percent: '1' }],
  terms: [],
  rest: {},
};

export function newTerm(place: number): TermForm {
  return {
    code: `TERM-${String(place)}`,
    kind: 'bonus',
    earner: 'seller',
    tiers: 'marginal',
    every: 'month',
    clawBack: 'original',
    currency: 'CNY',
    bands: [
      { from: '0', percent: '0', amount: '' },
      { from: '10000', percent: '1', amount: '' },
    ],
    conditions: NO_CONDITIONS,
    cap: '',
    floor: '',
    minimum: '',
    where: '',
    examples: [],
    rest: {},
  };
}

const listed = (text: string): string[] => [
  ...new Set(text.split(/[\s,，、]+/).filter((each) => each !== '')),
];

/** A whole number as a number; anything else as it was typed, so that the server says what is wrong. */
function whole(text: string): number | string {
  return /^\d{1,4}$/.test(text.trim()) ? Number(text.trim()) : text;
}

const some = (name: string, text: string): Json =>
  text.trim() === '' ? {} : { [name]: text.trim() };

function conditionsOf(form: TermForm): Json {
  const conditions: Json = {};
  for (const [name, text] of Object.entries(form.conditions) as [keyof ConditionForm, string][]) {
    if (name === 'depths' && form.earner === 'seller') continue;
    const words = listed(text);
    if (words.length === 0) continue;
    conditions[name] = name === 'levels' || name === 'depths' ? words.map(whole) : words;
  }
  return Object.keys(conditions).length > 0 ? { conditions } : {};
}

/** The bands that count: of a flat term the first one alone. */
export const bandsOf = (form: TermForm): BandForm[] =>
  form.tiers === 'flat' ? form.bands.slice(0, 1) : form.bands;

function termOf(form: TermForm): Json {
  const bands = bandsOf(form);
  return {
    ...form.rest,
    code: form.code.trim(),
    kind: form.kind,
    earner: form.earner,
    tiers: form.tiers,
    every: form.every,
    claw_back: form.clawBack,
    currency: form.currency,
    ...conditionsOf(form),
    bands: bands.map((band, place) => ({
      percent: band.percent.trim(),
      ...(place > 0 ? { from: band.from.trim() } : {}),
      ...some('until', bands[place + 1]?.from ?? ''),
      ...(form.kind === 'bonus' ? some('amount', band.amount) : {}),
    })),
    ...some('cap', form.cap),
    ...some('floor', form.floor),
    ...some('minimum', form.minimum),
    ...ruleOf(form),
  };
}

/** What the server keeps of the form: `schema/commission-plan.json`. */
export function documentOf(form: PlanForm): Json {
  return {
    ...form.rest,
    kind: 'commission_plan',
    schema: 1,
    base: form.base,
    modes: MODES.filter((mode) => form.modes.includes(mode)),
    pays_price_gap: form.paysPriceGap,
    pays_both: form.paysBoth,
    rates: form.rates.map((rate) => ({
      kind: rate.kind,
      step: whole(rate.step),
      ...some('product_group', rate.productGroup),
      percent: rate.percent.trim(),
    })),
    terms: form.terms.map(termOf),
  };
}

interface Kept {
  code: string;
  name: string;
  validFrom: string;
  validUntil: string | null;
  document: unknown;
}

function termForm(term: Json): TermForm {
  const on = record(term.conditions);
  return {
    code: text(term.code),
    kind: text(term.kind) as TermForm['kind'],
    earner: text(term.earner) as TermForm['earner'],
    tiers: text(term.tiers) as TermForm['tiers'],
    every: text(term.every) as TermForm['every'],
    clawBack: text(term.claw_back) as TermForm['clawBack'],
    currency: text(term.currency),
    bands: records(term.bands).map((band) => ({
      from: text(band.from) || '0',
      percent: text(band.percent) || '0',
      amount: text(band.amount),
    })),
    conditions: Object.fromEntries(
      Object.keys(NO_CONDITIONS).map((name) => [name, words(on[name])]),
    ) as unknown as ConditionForm,
    cap: text(term.cap),
    floor: text(term.floor),
    minimum: text(term.minimum),
    where: text(term.where),
    examples: records(term.examples).map(exampleForm),
    rest: without(
      term,
      ...['code', 'kind', 'earner', 'tiers', 'every', 'claw_back', 'currency', 'conditions'],
      ...['bands', 'cap', 'floor', 'minimum', 'where', 'examples'],
    ),
  };
}

/** The form of a plan or a draft that is kept. */
export function formOf(kept: Kept): PlanForm {
  const document = record(kept.document);
  return {
    code: kept.code,
    name: kept.name,
    validFrom: kept.validFrom,
    validUntil: kept.validUntil ?? '',
    base: text(document.base) as PlanForm['base'],
    modes: Array.isArray(document.modes) ? document.modes.map(text) : [],
    paysPriceGap: document.pays_price_gap === true,
    paysBoth: document.pays_both === true,
    rates: records(document.rates).map((rate) => ({
      kind: text(rate.kind) as RateForm['kind'],
      step: text(rate.step),
      productGroup: text(rate.product_group),
      percent: text(rate.percent),
    })),
    terms: records(document.terms).map(termForm),
    rest: without(
      document,
      ...['kind', 'schema', 'base', 'modes', 'pays_price_gap', 'pays_both', 'rates', 'terms'],
    ),
  };
}
