import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { useHasRole } from '@/app/SessionContext';
import { ListPage } from '@/console/list/ListPage';
import type { Column, Filter } from '@/console/list/types';
import { CouponListDocument } from '@/generated/graphql';
import type { CouponFieldsFragment } from '@/generated/graphql';
import { PROMOTING } from '@/lib/roles';
import { Instant } from '@/ui/Dates';
import { AddCoupons } from './AddCoupons';
import './promotions.css';

type Row = CouponFieldsFragment;

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'code',
    title: msg`Coupon`,
    cell: (row) => row.code,
    text: (row) => row.code,
    sort: 'CODE',
  },
  {
    key: 'offer',
    title: msg`Offer`,
    cell: (row) => row.offerCode,
    text: (row) => row.offerCode,
  },
  {
    key: 'used',
    title: msg`Times used`,
    align: 'right',
    cell: (row) => (
      <Trans>
        {row.used} of {row.usesMax}
      </Trans>
    ),
    text: (row) => row.used,
  },
  {
    key: 'left',
    title: msg`Left`,
    align: 'right',
    cell: (row) => row.usesMax - row.used,
    text: (row) => row.usesMax - row.used,
  },
  {
    key: 'added',
    title: msg`Added`,
    cell: (row) => <Instant value={row.createdAt} />,
    text: (row) => row.createdAt,
    sort: 'NEWEST',
  },
];

/** Every coupon with how often it was used; the file of the list is what is sent to buyers. */
export function CouponList() {
  const { _ } = useLingui();
  const [version, setVersion] = useState(0);
  const [isAdding, setIsAdding] = useState(false);
  const mayPromote = useHasRole(...PROMOTING);
  const offer = useSearchParams()[0].get('offer') ?? '';
  const filters: readonly Filter[] = [
    { kind: 'text', name: 'offer', label: msg`Code of the offer` },
    { kind: 'text', name: 'code', label: msg`Code of the coupon` },
    {
      kind: 'choice',
      name: 'left',
      label: msg`Use`,
      isSingle: true,
      options: [
        { value: 'free', label: _(msg`May still be used`) },
        { value: 'gone', label: _(msg`Used up`) },
      ],
    },
  ];
  return (
    <>
      <Link href="/promotions" className="panel-back">
        ‹ <Trans>Offers</Trans>
      </Link>
      <ListPage
        key={version}
        name="coupons"
        title={<Trans>Coupons</Trans>}
        actions={
          mayPromote && (
            <Button
              type="primary"
              onClick={() => {
                setIsAdding(true);
              }}
            >
              <Trans>Add coupons…</Trans>
            </Button>
          )
        }
        document={CouponListDocument}
        variables={(state) => {
          const [offerCode, code, left] = ['offer', 'code', 'left'].map((name) =>
            state.value(name),
          );
          return {
            sort: state.sort === 'CODE' ? ('CODE' as const) : ('NEWEST' as const),
            filter: {
              ...(offerCode ? { offerCode } : {}),
              ...(code ? { code } : {}),
              ...(left ? { isUsedUp: left === 'gone' } : {}),
            },
          };
        }}
        connection={(answer) => answer.coupons}
        columns={COLUMNS}
        filters={filters}
        empty={{
          title: <Trans>There is no coupon yet.</Trans>,
          hint: <Trans>Coupons let their bearers have an offer that waits for one.</Trans>,
        }}
      />
      {isAdding && (
        <AddCoupons
          offerCode={offer}
          onClose={(isChanged) => {
            setIsAdding(false);
            if (isChanged) setVersion((before) => before + 1);
          }}
        />
      )}
    </>
  );
}
