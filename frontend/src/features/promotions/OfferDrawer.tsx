import { useLingui as useRuntime } from '@lingui/react';
import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { DeedFault } from '@/console/deeds/DeedFault';
import { EndOfferDocument, OfferVersionsDocument } from '@/generated/graphql';
import type { OfferFieldsFragment } from '@/generated/graphql';
import { useDeed } from '@/lib/useDeed';
import { BusinessDate } from '@/ui/Dates';
import { Fact, Facts } from '@/ui/Facts';
import { RoleNames } from '@/ui/words/RoleNames';
import { KindWords } from './OfferList';
import type { OfferForm } from './form';
import { AFTER_RETURN_WORDS } from './words';
import { EDITABLE, LIMITS, formOf } from './form';

interface Props {
  offer: OfferFieldsFragment;
  mayPromote: boolean;
  onNewVersion: (form: OfferForm) => void;
  onClose: (isChanged: boolean) => void;
}

/** One version: what it says, the others of its code, and how it ends. */
export function OfferDrawer({ offer, mayPromote, onNewVersion, onClose }: Props) {
  const [{ data }] = useQuery({
    query: OfferVersionsDocument,
    variables: { code: offer.code },
  });
  const { _ } = useRuntime();
  const today = data?.viewer.today ?? '';
  const { version } = offer;
  const isOver = offer.validUntil !== null && offer.validUntil <= today;
  return (
    <Drawer
      open
      size={540}
      title={offer.name}
      onClose={() => {
        onClose(false);
      }}
    >
      <Facts>
        <Fact label={<Trans>Version</Trans>}>
          {offer.code} v{version}
        </Fact>
        <Fact label={<Trans>Kind</Trans>}>
          <KindWords kind={offer.kind} />
        </Fact>
        <Fact label={<Trans>From</Trans>}>
          <BusinessDate value={offer.validFrom} />
        </Fact>
        <Fact label={<Trans>Ends on</Trans>}>
          {offer.validUntil ? (
            <BusinessDate value={offer.validUntil} />
          ) : (
            <Trans>Until further notice</Trans>
          )}
        </Fact>
        <Fact label={<Trans>Rank</Trans>}>{offer.rank}</Fact>
        <Fact label={<Trans>Group</Trans>}>{offer.stackingGroup || '—'}</Fact>
        <Fact label={<Trans>When a part comes back</Trans>}>
          {_(AFTER_RETURN_WORDS[formOf(offer).afterReturn])}
        </Fact>
      </Facts>
      <OfferTerms form={formOf(offer)} needsCoupon={offer.needsCoupon} />
      {offer.needsCoupon && (
        <p>
          <Link href={`/promotions/coupons?offer=${encodeURIComponent(offer.code)}`}>
            <Trans>Coupons of this offer</Trans>
          </Link>
        </p>
      )}
      <h2 className="offer-heading">
        <Trans>Versions</Trans>
      </h2>
      <ul className="offer-versions">
        {(data?.offers.nodes ?? []).map((each) => (
          <li key={each.id}>
            v{each.version} · <BusinessDate value={each.validFrom} /> –{' '}
            {each.validUntil ? <BusinessDate value={each.validUntil} /> : '…'}
          </li>
        ))}
      </ul>
      {mayPromote && EDITABLE.some((kind) => kind === offer.kind) && (
        <Button
          onClick={() => {
            onNewVersion({ ...formOf(offer), validFrom: today, validUntil: '' });
          }}
        >
          <Trans>New version…</Trans>
        </Button>
      )}
      {mayPromote && !isOver && today !== '' && (
        <Ending
          offer={offer}
          today={today}
          onDone={() => {
            onClose(true);
          }}
        />
      )}
    </Drawer>
  );
}

function OfferTerms({ form, needsCoupon }: { form: OfferForm; needsCoupon: boolean }) {
  const { currency } = form;
  return (
    <Facts>
      {(form.kind === 'SPEND_SAVE' || (form.kind === 'FIRST_GIFTS' && form.threshold !== '')) && (
        <Fact label={<Trans>To be spent</Trans>}>
          {form.threshold} {currency}
        </Fact>
      )}
      {form.kind === 'SPEND_SAVE' && (
        <Fact label={<Trans>Saved</Trans>}>
          {form.saving} {currency}
        </Fact>
      )}
      {(form.kind === 'PERCENTAGE' || form.kind === 'NTH_UNIT') && (
        <Fact label={<Trans>Pays this percentage</Trans>}>{form.pays} %</Fact>
      )}
      {form.kind === 'MANUAL' &&
        LIMITS.filter(([, rate]) => form[rate] !== '').map(([role, rate, most]) => (
          <Fact key={role} label={<RoleNames roles={[role]} />}>
            {form[most] === '' ? (
              <Trans>{form[rate]} % at most</Trans>
            ) : (
              <Trans>
                {form[rate]} %, {form[most]} {currency} at most
              </Trans>
            )}
          </Fact>
        ))}
      {form.kind === 'NTH_UNIT' && <Fact label={<Trans>Which unit</Trans>}>{form.nth}</Fact>}
      {form.kind === 'BUY_GET' && (
        <Fact label={<Trans>Bought, and free</Trans>}>
          {form.buy} + {form.giftSku === '' ? form.get : `${form.giftSku} × ${form.giftQuantity}`}
        </Fact>
      )}
      {form.kind === 'FIRST_GIFTS' && (
        <Fact label={<Trans>Gifts</Trans>}>
          {form.limit} × {form.giftSku}
        </Fact>
      )}
      {form.cap !== '' && (
        <Fact label={<Trans>At most off one order</Trans>}>
          {form.cap} {currency}
        </Fact>
      )}
      <Fact label={<Trans>Needs a coupon</Trans>}>
        {needsCoupon ? <Trans>Yes</Trans> : <Trans>No</Trans>}
      </Fact>
      {[form.skus, form.productGroups, form.stores, form.grades].some((each) => each !== '') && (
        <Fact label={<Trans>Only for</Trans>}>
          {[form.skus, form.productGroups, form.stores, form.grades]
            .filter((each) => each !== '')
            .join(' · ')}
        </Fact>
      )}
    </Facts>
  );
}

interface EndingProps {
  offer: OfferFieldsFragment;
  today: string;
  onDone: () => void;
}

function Ending({ offer, today, onDone }: EndingProps) {
  const { t } = useLingui();
  const [on, setOn] = useState(today);
  const ending = useDeed(EndOfferDocument, (data) => data.endOffer);
  return (
    <section className="offer-deed">
      <h2 className="offer-heading">
        <Trans>End this offer</Trans>
      </h2>
      <p>
        <Trans>
          Orders of that day and later no longer have it; those before keep their price.
        </Trans>
      </p>
      <Input
        type="date"
        aria-label={t`First day without it`}
        value={on}
        min={today}
        onChange={(event) => {
          setOn(event.target.value);
        }}
      />
      <Button
        danger
        loading={ending.isBusy}
        disabled={on === ''}
        onClick={async () => {
          if (await ending.run({ input: { offerId: offer.id, on } })) onDone();
        }}
      >
        <Trans>End the offer</Trans>
      </Button>
      <DeedFault fault={ending.fault} />
    </section>
  );
}
