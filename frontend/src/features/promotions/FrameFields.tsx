import { useLingui as useRuntime } from '@lingui/react';
import { Trans, useLingui } from '@lingui/react/macro';
import { CURRENCIES } from '@/console/parts/currencies';
import { OFFER_KINDS } from '@/ui/words/offers';
import { ChoiceField, TextField, TickField } from '@/console/parts/Fields';
import { AFTER_RETURN } from './choices';
import type { OfferForm } from './form';
import { EDITABLE } from './form';
import { AFTER_RETURN_WORDS } from './words';

interface Props {
  form: OfferForm;
  onChange: (change: Partial<OfferForm>) => void;
}

/** What every offer has: a name, days, a place among the others, and whom it is for. */
export function FrameFields({ form, onChange }: Props) {
  const { t } = useLingui();
  const { _ } = useRuntime();
  const set = (name: keyof OfferForm) => (value: string | boolean) => {
    onChange({ [name]: value });
  };
  return (
    <>
      <div className="fields">
        <TextField label={<Trans>Code</Trans>} value={form.code} onChange={set('code')} />
        <TextField
          label={<Trans>Name of the offer</Trans>}
          value={form.name}
          onChange={set('name')}
        />
        <TextField
          type="date"
          label={<Trans>First day</Trans>}
          value={form.validFrom}
          onChange={set('validFrom')}
        />
        <TextField
          type="date"
          label={<Trans>First day without it</Trans>}
          value={form.validUntil}
          onChange={set('validUntil')}
        />
        <ChoiceField
          label={t`Kind`}
          value={form.kind}
          options={EDITABLE.map((kind) => ({ value: kind, label: _(OFFER_KINDS[kind]) }))}
          onChange={(kind) => {
            onChange({ kind });
          }}
        />
        <ChoiceField
          label={t`Currency`}
          value={form.currency}
          options={CURRENCIES.map((each) => ({ value: each, label: each }))}
          onChange={(currency) => {
            onChange({ currency });
          }}
        />
      </div>
      <details className="offer-more">
        <summary>
          <Trans>For whom, and its place among other offers</Trans>
        </summary>
        <div className="fields">
          <TextField
            label={<Trans>Products, by SKU</Trans>}
            hint={<Trans>Commas between; all if empty.</Trans>}
            value={form.skus}
            onChange={set('skus')}
          />
          <TextField
            label={<Trans>Product groups</Trans>}
            value={form.productGroups}
            onChange={set('productGroups')}
          />
          <TextField
            label={<Trans>Channels, by code</Trans>}
            value={form.stores}
            onChange={set('stores')}
          />
          <TextField
            label={<Trans>Grades of the buyer</Trans>}
            value={form.grades}
            onChange={set('grades')}
          />
          <TextField
            label={<Trans>Rank</Trans>}
            hint={<Trans>Lower ranks come first.</Trans>}
            value={form.rank}
            onChange={set('rank')}
          />
          <TextField
            label={<Trans>Group</Trans>}
            hint={<Trans>Of one group only the best for the buyer counts.</Trans>}
            value={form.group}
            onChange={set('group')}
          />
          <TextField
            label={<Trans>At most off one order</Trans>}
            value={form.cap}
            onChange={set('cap')}
          />
          <TickField
            label={<Trans>Needs a coupon</Trans>}
            value={form.needsCoupon}
            onChange={set('needsCoupon')}
          />
          <ChoiceField
            label={t`When a part comes back`}
            value={form.afterReturn}
            options={AFTER_RETURN.map((each) => ({
              value: each,
              label: _(AFTER_RETURN_WORDS[each]),
            }))}
            onChange={(afterReturn) => {
              onChange({ afterReturn });
            }}
          />
        </div>
      </details>
    </>
  );
}
