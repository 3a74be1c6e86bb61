import type { PlanForm, TermForm } from './form';
import { bandsOf } from './form';

/** What can be seen to be wrong while somebody types; the server has the last word. */
export type PlanFault =
  | 'missing'
  | 'notAmount'
  | 'notPercent'
  | 'notAbove'
  | 'notStep'
  | 'notDays'
  | 'notSteps'
  | 'twice'
  | 'nothing'
  | 'notAfter';

/** Faults by where they are, such as `terms.0.bands.1.from`. */
export type Faults = ReadonlyMap<string, PlanFault>;

const AMOUNT = /^\d{1,16}(\.\d{1,4})?$/;
const PERCENT = /^\d{1,3}(\.\d{1,4})?$/;
const STEP = /^[1-9]\d?$/;

const isPercent = (text: string): boolean => PERCENT.test(text.trim()) && Number(text) <= 100;

/** Compare two amounts as they are written, exactly. */
function isAbove(one: string, other: string): boolean {
  const [whole = '', part = ''] = one.trim().split('.');
  const [below = '', rest = ''] = other.trim().split('.');
  const scaled = (digits: string, decimals: string): bigint =>
    BigInt(digits + decimals.padEnd(4, '0'));
  return scaled(whole, part) > scaled(below, rest);
}

function bandFaults(term: TermForm, at: string, faults: Map<string, PlanFault>): void {
  const bands = bandsOf(term);
  bands.forEach((band, place) => {
    const here = `${at}.bands.${String(place)}`;
    const before = bands[place - 1];
    if (!isPercent(band.percent)) faults.set(`${here}.percent`, 'notPercent');
    if (band.amount.trim() !== '' && !AMOUNT.test(band.amount.trim()))
      faults.set(`${here}.amount`, 'notAmount');
    if (!before) return;
    if (!AMOUNT.test(band.from.trim())) faults.set(`${here}.from`, 'notAmount');
    else if (place === 1 ? Number(band.from) <= 0 : false) faults.set(`${here}.from`, 'notAbove');
    else if (place > 1 && AMOUNT.test(before.from.trim()) && !isAbove(band.from, before.from))
      faults.set(`${here}.from`, 'notAbove');
  });
}

function termFaults(term: TermForm, at: string, faults: Map<string, PlanFault>): void {
  if (term.code.trim() === '') faults.set(`${at}.code`, 'missing');
  for (const name of ['cap', 'floor', 'minimum'] as const) {
    const limit = term[name].trim();
    if (limit !== '' && !(AMOUNT.test(limit) && Number(limit) > 0))
      faults.set(`${at}.${name}`, 'notAmount');
  }
  for (const name of ['levels', 'depths'] as const) {
    const steps = term.conditions[name].split(/[\s,，、]+/).filter((each) => each !== '');
    if (!steps.every((step) => STEP.test(step))) faults.set(`${at}.${name}`, 'notSteps');
  }
  bandFaults(term, at, faults);
}

export function faultsOf(form: PlanForm): Faults {
  const faults = new Map<string, PlanFault>();
  for (const name of ['code', 'name', 'validFrom'] as const)
    if (form[name].trim() === '') faults.set(name, 'missing');
  if (form.validUntil !== '' && form.validUntil <= form.validFrom)
    faults.set('validUntil', 'notAfter');
  if (form.modes.length === 0) faults.set('modes', 'nothing');
  if (form.rates.length === 0 && form.terms.length === 0 && !form.paysPriceGap)
    faults.set('rates', 'nothing');
  if (typeof (form.rest.hold_days ?? 0) !== 'number') faults.set('hold_days', 'notDays');
  const keys = new Set<string>();
  form.rates.forEach((rate, place) => {
    const at = `rates.${String(place)}`;
    if (!STEP.test(rate.step.trim())) faults.set(`${at}.step`, 'notStep');
    if (!isPercent(rate.percent)) faults.set(`${at}.percent`, 'notPercent');
    const key = [rate.kind, rate.step.trim(), rate.productGroup.trim()].join('/');
    if (keys.has(key)) faults.set(`${at}.step`, 'twice');
    keys.add(key);
  });
  const codes = new Set<string>();
  form.terms.forEach((term, place) => {
    const at = `terms.${String(place)}`;
    termFaults(term, at, faults);
    if (codes.has(term.code.trim())) faults.set(`${at}.code`, 'twice');
    codes.add(term.code.trim());
  });
  return faults;
}
