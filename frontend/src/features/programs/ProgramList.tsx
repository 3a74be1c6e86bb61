import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from 'antd';
import { useState } from 'react';
import { ListPage } from '@/console/list/ListPage';
import type { Column } from '@/console/list/types';
import { ProgramListDocument } from '@/generated/graphql';
import type { ProgramFieldsFragment } from '@/generated/graphql';
import { Instant } from '@/ui/Dates';
import { ProgramDrawer } from './ProgramDrawer';
import { ProgramMaker } from './ProgramMaker';
import { KindName } from './words';
import './programs.css';

type Row = ProgramFieldsFragment;

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'name',
    title: msg`Program`,
    cell: (row) => row.name,
    text: (row) => row.name,
  },
  {
    key: 'clientId',
    title: msg`Client id`,
    isOptional: true,
    cell: (row) => <code>{row.clientId}</code>,
    text: (row) => row.clientId,
  },
  {
    key: 'kind',
    title: msg`How it comes to tokens`,
    cell: (row) => <KindName kind={row.kind} />,
    text: (row) => row.kind,
  },
  {
    key: 'createdAt',
    title: msg`Let in on`,
    cell: (row) => <Instant value={row.createdAt} />,
    text: (row) => row.createdAt,
  },
  {
    key: 'usedAt',
    title: msg`Last used`,
    cell: (row) => (row.usedAt ? <Instant value={row.usedAt} /> : <Trans>Never</Trans>),
    text: (row) => row.usedAt,
  },
  {
    key: 'state',
    title: msg`State`,
    cell: (row) => (
      <span className={`t-tag t-tag-${row.disabledAt ? 'soft' : 'good'}`}>
        {row.disabledAt ? <Trans>Shut out</Trans> : <Trans>Let in</Trans>}
      </span>
    ),
    text: (row) => (row.disabledAt ? 'disabled' : 'enabled'),
  },
];

/** Programs that use the API: letting them in, giving them another secret, shutting them out. */
export function ProgramList() {
  const { t } = useLingui();
  const [version, setVersion] = useState(0);
  const [isMaking, setIsMaking] = useState(false);
  const [chosen, setChosen] = useState<Row | null>(null);
  const again = (): void => {
    setVersion((before) => before + 1);
  };
  const make = (
    <Button
      type="primary"
      onClick={() => {
        setIsMaking(true);
      }}
    >
      <Trans>Let a program in…</Trans>
    </Button>
  );
  return (
    <>
      <ListPage
        key={version}
        name="programs"
        title={<Trans>Programs</Trans>}
        actions={make}
        document={ProgramListDocument}
        variables={(state) => {
          const isDisabled = state.value('state');
          return {
            sort: 'NEWEST' as const,
            filter: isDisabled ? { isDisabled: isDisabled === 'out' } : {},
          };
        }}
        connection={(answer) => answer.programs}
        columns={COLUMNS}
        filters={[
          {
            kind: 'choice',
            name: 'state',
            label: msg`State`,
            isSingle: true,
            options: [
              { value: 'in', label: t`Let in` },
              { value: 'out', label: t`Shut out` },
            ],
          },
        ]}
        onRow={setChosen}
        empty={{
          title: <Trans>No program is let in.</Trans>,
          hint: <Trans>An ERP, a till or an application needs a client id to use the API.</Trans>,
        }}
      />
      {isMaking && (
        <ProgramMaker
          onClose={(isDone) => {
            setIsMaking(false);
            if (isDone) again();
          }}
        />
      )}
      {chosen && (
        <ProgramDrawer
          program={chosen}
          onChange={(program) => {
            again();
            setChosen(program);
          }}
          onClose={() => {
            setChosen(null);
          }}
        />
      )}
    </>
  );
}
