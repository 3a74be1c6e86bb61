import { describe, expect, it } from 'vitest';
import { conflictsOf } from './conflicts.mjs';

const catalog = (folder, translation, id = 'paid') => ({
  file: `src/${folder}locales/zh-CN.po`,
  messages: { [id]: { message: 'Paid', translation, context: null } },
});

describe('conflictsOf', () => {
  it('finds two ways to say one word within an entry', () => {
    const faults = conflictsOf([catalog('', '已付款'), catalog('features/payouts/', '打款完成')]);

    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/features\/payouts.*"Paid" is "打款完成".*"已付款" in src\/locales/);
  });

  it('lets console and portal each say it in their own way', () => {
    expect(conflictsOf([catalog('console/', '已付款'), catalog('portal/', '付好了')])).toEqual([]);
  });

  it('holds what both entries load against either of them', () => {
    expect(conflictsOf([catalog('', '已付款'), catalog('portal/', '付好了')])).toHaveLength(1);
  });

  it('lets a word of another context, or not yet translated, be', () => {
    const other = catalog('features/payouts/', '打款完成', 'paid in the context of a payout');

    expect(conflictsOf([catalog('', '已付款'), other, catalog('console/', '')])).toEqual([]);
  });
});
