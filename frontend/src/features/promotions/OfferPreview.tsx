import { useLingui as useRuntime } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { DeedFault } from '@/console/deeds/DeedFault';
import { PreviewOfferDocument } from '@/generated/graphql';
import type { PreviewOfferMutation } from '@/generated/graphql';
import { useDeed } from '@/lib/useDeed';
import { Money } from '@/ui/Money';
import { OFFER_REASONS } from '@/ui/words/offers';
import { TextField } from '@/console/parts/Fields';
import type { OfferForm } from './form';
import { documentOf } from './form';

type Seen = Extract<PreviewOfferMutation['previewOffer'], { __typename: 'OfferPreview' }>;

const PAUSE_MS = 400;

/** What the offer would do to a cart of one product, while it is being written. */
export function OfferPreview({ form }: { form: OfferForm }) {
  const [quantity, setQuantity] = useState('3');
  const [unitPrice, setUnitPrice] = useState('100.00');
  const [seen, setSeen] = useState<Seen | null>(null);
  const preview = useDeed(PreviewOfferDocument, (data) => data.previewOffer);
  const document = documentOf(form);
  const { run } = preview;
  const first = (text: string): string => text.split(/[\s,，、]+/)[0] ?? '';
  const [sku, productGroup, store, grade] = [
    first(form.skus),
    first(form.productGroups),
    first(form.stores),
    first(form.grades),
  ];
  const { currency } = form;
  useEffect(() => {
    const later = setTimeout(() => {
      if (!/^[1-9]\d{0,5}$/.test(quantity)) return;
      const line = {
        sku: sku || 'SKU',
        productGroup,
        store,
        quantity: Number(quantity),
        unitPrice,
      };
      void run({ input: { document, currency, grade, hasCoupon: true, lines: [line] } }).then(
        setSeen,
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(later);
    };
    // `run` is another one at each turn and does the same.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [document, currency, grade, quantity, unitPrice, sku, productGroup, store]);
  return (
    <section className="offer-preview" aria-live="polite">
      <h2 className="offer-heading">
        <Trans>Try it on a cart</Trans>
      </h2>
      <div className="fields">
        <TextField label={<Trans>Units</Trans>} value={quantity} onChange={setQuantity} />
        <TextField label={<Trans>Unit price</Trans>} value={unitPrice} onChange={setUnitPrice} />
      </div>
      {preview.fault ? <DeedFault fault={preview.fault} /> : seen && <Outcome seen={seen} />}
    </section>
  );
}

function Outcome({ seen }: { seen: Seen }) {
  const { _ } = useRuntime();
  const words = seen.reason === null ? undefined : OFFER_REASONS[seen.reason];
  const short = seen.figures.find((each) => each.name === 'short');
  if (!seen.isApplied) {
    return (
      <p>
        <span className="t-tag t-tag-soft">
          <Trans>Does not apply</Trans>
        </span>{' '}
        {words ? _(words) : seen.reason}
        {short && (
          <>
            {' · '}
            <Trans>{short.value} short</Trans>
          </>
        )}
      </p>
    );
  }
  return (
    <p>
      <span className="t-tag t-tag-good">
        <Trans>Applies</Trans>
      </span>{' '}
      <Trans>
        takes off <Money value={seen.discount} />, leaves <Money value={seen.total} />
      </Trans>
      {seen.gifts.map((gift) => (
        <span key={gift.name}>
          {' · '}
          {gift.name} × {gift.value}
        </span>
      ))}
    </p>
  );
}
