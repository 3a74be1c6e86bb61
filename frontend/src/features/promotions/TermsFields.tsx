import { useLingui as useRuntime } from '@lingui/react';
import { Trans, useLingui } from '@lingui/react/macro';
import { Fragment } from 'react';
import { ChoiceField, TextField, TickField } from '@/console/parts/Fields';
import { RoleNames } from '@/ui/words/RoleNames';
import { COUNTED } from './choices';
import type { OfferForm } from './form';
import { LIMITS } from './form';
import { COUNTED_WORDS } from './words';

interface Props {
  form: OfferForm;
  onChange: (change: Partial<OfferForm>) => void;
}

/** What an offer of this kind does, in its own words. */
export function TermsFields({ form, onChange }: Props) {
  const set = (name: keyof OfferForm) => (value: string | boolean) => {
    onChange({ [name]: value });
  };
  const { t } = useLingui();
  const { _ } = useRuntime();
  const { kind } = form;
  const isCounted = kind === 'NTH_UNIT' || kind === 'BUY_GET';
  return (
    <div className="fields">
      {(kind === 'SPEND_SAVE' || kind === 'FIRST_GIFTS') && (
        <TextField
          label={<Trans>To be spent</Trans>}
          value={form.threshold}
          onChange={set('threshold')}
        />
      )}
      {kind === 'SPEND_SAVE' && (
        <TextField label={<Trans>Saved</Trans>} value={form.saving} onChange={set('saving')} />
      )}
      {kind === 'NTH_UNIT' && (
        <TextField label={<Trans>Which unit</Trans>} value={form.nth} onChange={set('nth')} />
      )}
      {(kind === 'PERCENTAGE' || kind === 'NTH_UNIT') && (
        <TextField
          label={<Trans>Pays this percentage</Trans>}
          hint={<Trans>88 is twelve percent off.</Trans>}
          value={form.pays}
          onChange={set('pays')}
        />
      )}
      {kind === 'BUY_GET' && (
        <>
          <TextField label={<Trans>Units bought</Trans>} value={form.buy} onChange={set('buy')} />
          <TextField
            label={<Trans>Units free</Trans>}
            hint={<Trans>The cheaper ones; unused with a gift.</Trans>}
            value={form.get}
            onChange={set('get')}
          />
        </>
      )}
      {kind === 'FIRST_GIFTS' && (
        <TextField
          label={<Trans>How many gifts</Trans>}
          value={form.limit}
          onChange={set('limit')}
        />
      )}
      {(kind === 'FIRST_GIFTS' || kind === 'BUY_GET') && (
        <>
          <TextField
            label={<Trans>Gift, by SKU</Trans>}
            value={form.giftSku}
            onChange={set('giftSku')}
          />
          <TextField
            label={<Trans>Units of the gift</Trans>}
            value={form.giftQuantity}
            onChange={set('giftQuantity')}
          />
        </>
      )}
      {(kind === 'SPEND_SAVE' || isCounted) && (
        <TickField
          label={<Trans>Again for each time it is reached</Trans>}
          value={form.repeat}
          onChange={set('repeat')}
        />
      )}
      {isCounted && (
        <TickField
          label={<Trans>Count all products together, the dearest first</Trans>}
          value={form.together}
          onChange={set('together')}
        />
      )}
      {kind === 'MANUAL' &&
        LIMITS.map(([role, rate, most]) => (
          <Fragment key={role}>
            <TextField
              label={
                <Trans>
                  <RoleNames roles={[role]} />: at most, in percent
                </Trans>
              }
              hint={<Trans>Of what the goods cost; nothing if empty.</Trans>}
              value={form[rate]}
              onChange={set(rate)}
            />
            <TextField
              label={
                <Trans>
                  <RoleNames roles={[role]} />: at most, as an amount
                </Trans>
              }
              hint={<Trans>The lower of the two counts; no bound if empty.</Trans>}
              value={form[most]}
              onChange={set(most)}
            />
          </Fragment>
        ))}
      {kind === 'FIRST_GIFTS' && (
        <ChoiceField
          label={t`Who gets one`}
          value={form.counted}
          options={COUNTED.map((each) => ({ value: each, label: _(COUNTED_WORDS[each]) }))}
          onChange={set('counted')}
        />
      )}
    </div>
  );
}
