import { useLingui as useRuntime } from '@lingui/react';
import { msg } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { useHasRole } from '@/app/SessionContext';
import { ListPage } from '@/console/list/ListPage';
import type { Column } from '@/console/list/types';
import { OfferListDocument } from '@/generated/graphql';
import type { OfferFieldsFragment, OfferKind } from '@/generated/graphql';
import { PROMOTING } from '@/lib/roles';
import { BusinessDate } from '@/ui/Dates';
import { OFFER_KINDS } from '@/ui/words/offers';
import { OfferDrawer } from './OfferDrawer';
import { OfferEditor } from './OfferEditor';
import type { OfferForm } from './form';
import { EMPTY } from './form';
import './promotions.css';

type Row = OfferFieldsFragment;

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'name',
    title: msg`Offer`,
    cell: (row) => (
      <span>
        {row.name}{' '}
        <span className="t-soft">
          {row.code} v{row.version}
        </span>
      </span>
    ),
    text: (row) => `${row.name} (${row.code} v${String(row.version)})`,
  },
  {
    key: 'kind',
    title: msg`Kind`,
    cell: (row) => <KindWords kind={row.kind} />,
    text: (row) => row.kind,
  },
  {
    key: 'rank',
    title: msg`Rank`,
    cell: (row) => row.rank,
    text: (row) => row.rank,
    align: 'right',
  },
  {
    key: 'group',
    title: msg`Group`,
    cell: (row) => row.stackingGroup || '—',
    text: (row) => row.stackingGroup,
  },
  {
    key: 'from',
    title: msg`From`,
    cell: (row) => <BusinessDate value={row.validFrom} />,
    text: (row) => row.validFrom,
  },
  {
    key: 'until',
    title: msg`Ends on`,
    cell: (row) => (row.validUntil ? <BusinessDate value={row.validUntil} /> : '—'),
    text: (row) => row.validUntil,
  },
];

export function KindWords({ kind }: { kind: OfferKind }) {
  const { _ } = useRuntime();
  return <>{_(OFFER_KINDS[kind])}</>;
}

/** Every version of every offer; one that began is never edited, a new version follows it. */
export function OfferList() {
  const [version, setVersion] = useState(0);
  const [chosen, setChosen] = useState<Row | null>(null);
  const [editing, setEditing] = useState<OfferForm | null>(null);
  const mayPromote = useHasRole(...PROMOTING);
  const again = (): void => {
    setVersion((before) => before + 1);
  };
  const actions = (
    <>
      <Link href="/promotions/drafts">
        <Trans>Drafts</Trans>
      </Link>
      <Link href="/promotions/coupons">
        <Trans>Coupons</Trans>
      </Link>
      <Link href="/promotions/discounts">
        <Trans>Discounts by hand</Trans>
      </Link>
      {mayPromote && (
        <Button
          type="primary"
          onClick={() => {
            setEditing(EMPTY);
          }}
        >
          <Trans>New offer…</Trans>
        </Button>
      )}
    </>
  );
  return (
    <>
      <ListPage
        key={version}
        name="promotions"
        title={<Trans>Offers</Trans>}
        actions={actions}
        document={OfferListDocument}
        variables={() => ({ sort: 'NEWEST' as const })}
        connection={(answer) => answer.offers}
        columns={COLUMNS}
        onRow={setChosen}
        empty={{
          title: <Trans>There is no offer yet.</Trans>,
          hint: <Trans>Draft one, try it on a cart, and put it in force.</Trans>,
        }}
      />
      {chosen && (
        <OfferDrawer
          offer={chosen}
          mayPromote={mayPromote}
          onNewVersion={(form) => {
            setChosen(null);
            setEditing(form);
          }}
          onClose={(isChanged) => {
            setChosen(null);
            if (isChanged) again();
          }}
        />
      )}
      {editing && (
        <OfferEditor
          form={editing}
          onClose={() => {
            setEditing(null);
            again();
          }}
        />
      )}
    </>
  );
}
