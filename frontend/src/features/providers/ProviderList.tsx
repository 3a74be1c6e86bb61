import { msg } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button } from 'antd';
import { useState } from 'react';
import { ListPage } from '@/console/list/ListPage';
import type { Column } from '@/console/list/types';
import { IdentityProviderListDocument } from '@/generated/graphql';
import type { IdentityProviderFieldsFragment } from '@/generated/graphql';
import { ProviderDrawer } from './ProviderDrawer';
import { ProviderForm } from './ProviderForm';
import { AudienceName } from './words';
import './providers.css';

type Row = IdentityProviderFieldsFragment;

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'name',
    title: msg`Company sign-in`,
    cell: (row) => row.name,
    text: (row) => row.name,
  },
  {
    key: 'issuer',
    title: msg`Issuer`,
    cell: (row) => <code className="provider-text">{row.issuer}</code>,
    text: (row) => row.issuer,
  },
  {
    key: 'audience',
    title: msg`Who comes in`,
    cell: (row) => <AudienceName audience={row.audience} />,
    text: (row) => row.audience,
  },
  {
    key: 'people',
    title: msg`Linked people`,
    cell: (row) => row.people,
    text: (row) => String(row.people),
  },
  {
    key: 'state',
    title: msg`State`,
    cell: (row) => <State provider={row} />,
    text: (row) => (row.disabledAt ? 'off' : 'on'),
  },
];

function State({ provider }: { provider: Row }) {
  if (provider.disabledAt) {
    return (
      <span className="t-tag t-tag-soft">
        <Trans>Switched off</Trans>
      </span>
    );
  }
  return (
    <span className="t-tag t-tag-good">
      {provider.isRequired ? <Trans>Required</Trans> : <Trans>Switched on</Trans>}
    </span>
  );
}

/** Where people come in from with their company's account. */
export function ProviderList() {
  const [version, setVersion] = useState(0);
  const [isAdding, setIsAdding] = useState(false);
  const [chosen, setChosen] = useState<Row | null>(null);
  const show = (provider: Row | null): void => {
    setVersion((before) => before + 1);
    setChosen(provider);
  };
  return (
    <>
      <ListPage
        key={version}
        name="company-sign-in"
        title={<Trans>Company sign-in</Trans>}
        actions={
          <Button
            type="primary"
            onClick={() => {
              setIsAdding(true);
            }}
          >
            <Trans>Add a company sign-in…</Trans>
          </Button>
        }
        document={IdentityProviderListDocument}
        variables={() => ({ sort: 'NEWEST' as const })}
        connection={(answer) => answer.identityProviders}
        columns={COLUMNS}
        filters={[]}
        onRow={setChosen}
        empty={{
          title: <Trans>Everybody signs in with a password.</Trans>,
          hint: (
            <Trans>
              With a company sign-in, people use the account of their company: you add it here, and
              they link it once.
            </Trans>
          ),
        }}
      />
      {isAdding && (
        <ProviderForm
          onClose={(provider) => {
            setIsAdding(false);
            if (provider) show(provider);
          }}
        />
      )}
      {chosen && (
        <ProviderDrawer
          key={chosen.id}
          provider={chosen}
          onChange={show}
          onClose={() => {
            setChosen(null);
          }}
        />
      )}
    </>
  );
}
