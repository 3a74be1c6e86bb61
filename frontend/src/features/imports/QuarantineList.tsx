import { msg } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useLingui } from '@lingui/react';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useHasRole } from '@/app/SessionContext';
import { ListPage } from '@/console/list/ListPage';
import type { Filter } from '@/console/list/types';
import { useChannelFilter, useStateFilter } from '@/console/parts/filters';
import { QuarantineListDocument } from '@/generated/graphql';
import type { QuarantineFieldsFragment, QuarantineState } from '@/generated/graphql';
import { IMPORTING } from '@/lib/roles';
import { DismissRows } from './DismissRows';
import { QuarantineFix } from './QuarantineFix';
import { quarantineColumns } from './quarantineColumns';
import { REASONS } from './words';
import './imports.css';

interface Chosen {
  rows: readonly QuarantineFieldsFragment[];
  done: () => void;
}

/** Every row that could not be loaded, of all files or of one. */
export function QuarantineList() {
  const { _ } = useLingui();
  const [row, setRow] = useState<QuarantineFieldsFragment | null>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const mayCorrect = useHasRole(...IMPORTING);
  const columns = useMemo(() => quarantineColumns({ hasFile: true, onFix: setRow }), []);
  const filters: readonly Filter[] = [
    useStateFilter('quarantinedRow'),
    {
      kind: 'choice',
      name: 'reason',
      label: msg`Reason`,
      options: Object.entries(REASONS).map(([value, words]) => ({ value, label: _(words) })),
    },
    useChannelFilter(),
  ];
  return (
    <>
      <ListPage
        name="quarantine"
        title={<Trans>Quarantine</Trans>}
        document={QuarantineListDocument}
        variables={(state) => {
          const wanted = state.values('state') as QuarantineState[];
          const reasons = state.values('reason');
          return {
            sort: state.value('run') ? ('ROW' as const) : ('NEWEST' as const),
            filter: {
              states: wanted.length > 0 ? wanted : null,
              reasons: reasons.length > 0 ? [...reasons] : null,
              run: state.value('run') ?? null,
              channel: state.value('channel') ?? null,
            },
          };
        }}
        connection={(answer) => answer.quarantinedRows}
        columns={columns}
        filters={filters}
        onRow={setRow}
        {...(mayCorrect
          ? {
              selecting: (rows: readonly QuarantineFieldsFragment[], clear: () => void) => {
                const open = rows.filter(({ state }) => state === 'OPEN');
                return (
                  <>
                    <Plural value={open.length} one="# waiting row" other="# waiting rows" />
                    <Button
                      danger
                      disabled={open.length === 0}
                      onClick={() => {
                        setChosen({ rows: open, done: clear });
                      }}
                    >
                      <Trans>Dismiss…</Trans>
                    </Button>
                    <Button type="link" onClick={clear}>
                      <Trans>Select none</Trans>
                    </Button>
                  </>
                );
              },
            }
          : {})}
        empty={{
          title: <Trans>The quarantine is empty.</Trans>,
          hint: <Trans>Rows of a file that cannot be loaded wait here, with the reason.</Trans>,
        }}
      />
      <QuarantineFix
        row={row}
        onClose={() => {
          setRow(null);
        }}
      />
      {chosen && (
        <DismissRows
          rows={chosen.rows}
          onClose={(isDone) => {
            if (isDone) chosen.done();
            setChosen(null);
          }}
        />
      )}
    </>
  );
}
