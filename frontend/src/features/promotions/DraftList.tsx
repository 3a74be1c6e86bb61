import { msg } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { Link } from 'wouter';
import { useHasRole } from '@/app/SessionContext';
import { ListPage } from '@/console/list/ListPage';
import type { Column } from '@/console/list/types';
import { OfferDraftListDocument } from '@/generated/graphql';
import type { OfferDraftFieldsFragment } from '@/generated/graphql';
import { PROMOTING } from '@/lib/roles';
import { BusinessDate } from '@/ui/Dates';
import { OfferEditor } from './OfferEditor';
import { KindWords } from './OfferList';
import { formOf } from './form';
import './promotions.css';

type Row = OfferDraftFieldsFragment;

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'name',
    title: msg`Offer`,
    cell: (row) => (
      <span>
        {row.name} <span className="t-soft">{row.code}</span>
      </span>
    ),
    text: (row) => `${row.name} (${row.code})`,
  },
  {
    key: 'kind',
    title: msg`Kind`,
    cell: (row) => <KindWords kind={row.kind} />,
    text: (row) => row.kind,
  },
  {
    key: 'from',
    title: msg`From`,
    cell: (row) => <BusinessDate value={row.validFrom} />,
    text: (row) => row.validFrom,
  },
];

/** Offers that no order has yet. */
export function DraftList() {
  const [version, setVersion] = useState(0);
  const [chosen, setChosen] = useState<Row | null>(null);
  const mayPromote = useHasRole(...PROMOTING);
  return (
    <>
      <Link href="/promotions" className="panel-back">
        ‹ <Trans>Offers</Trans>
      </Link>
      <ListPage
        key={version}
        name="promotion-drafts"
        title={<Trans>Drafts of offers</Trans>}
        document={OfferDraftListDocument}
        variables={() => ({ sort: 'NEWEST' as const })}
        connection={(answer) => answer.offerDrafts}
        columns={COLUMNS}
        {...(mayPromote ? { onRow: setChosen } : {})}
        empty={{
          title: <Trans>There is no draft.</Trans>,
          hint: <Trans>A draft is gone once it was put in force.</Trans>,
        }}
      />
      {chosen && (
        <OfferEditor
          form={formOf(chosen)}
          isKept
          onClose={() => {
            setChosen(null);
            setVersion((before) => before + 1);
          }}
        />
      )}
    </>
  );
}
