import { Trans, useLingui } from '@lingui/react/macro';
import { App, Button, Input } from 'antd';
import { useId, useState } from 'react';
import { DeedFault } from '@/console/deeds/DeedFault';
import { useDeed } from '@/lib/useDeed';
import { CorrectRowDocument } from '@/generated/graphql';
import type { QuarantineFieldsFragment } from '@/generated/graphql';
import { correctionsOf, fieldsOf, saidOf } from './corrections';
import { FaultTable } from './FaultTable';
import type { Preview } from './PreviewFile';
import { FieldName } from './words';

interface Props {
  row: QuarantineFieldsFragment;
  onLoaded: () => void;
}

/** Puts a row right and has its order read again, by the same road as its file. */
export function CorrectionForm({ row, onLoaded }: Props) {
  const { t } = useLingui();
  const { message } = App.useApp();
  const form = useId();
  const said = saidOf(row.fields);
  const [edited, setEdited] = useState<Readonly<Record<string, string>>>({});
  const [reasons, setReasons] = useState<Preview['faults'] | null>(null);
  const correcting = useDeed(CorrectRowDocument, (data) => data.correctQuarantinedRow);
  const { first, others } = fieldsOf(row.field, said);

  const submit = async (): Promise<void> => {
    const corrections = correctionsOf(said, edited);
    const outcome = await correcting.run({ input: { rowId: row.id, corrections } });
    if (!outcome) return;
    setReasons(outcome.isLoaded ? null : outcome.reasons);
    if (outcome.isLoaded) {
      message.success(t`The order is loaded.`);
      onLoaded();
    }
  };

  const input = (field: string, isFirst: boolean) => (
    <div key={field} className={field === row.field ? 'is-faulty' : ''}>
      <label htmlFor={`${form}-${field}`}>
        <FieldName field={field} />
      </label>
      <Input
        id={`${form}-${field}`}
        // What the drawer was opened for is where typing begins.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={isFirst}
        value={edited[field] ?? said[field] ?? ''}
        {...(field === row.field ? { status: 'error' as const } : {})}
        onChange={(event) => {
          setEdited({ ...edited, [field]: event.target.value });
        }}
      />
    </div>
  );

  return (
    <form
      className="quarantine-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h3 className="t-section-title">
        <Trans>What it should say</Trans>
      </h3>
      {first.map((field, place) => input(field, place === 0))}
      <details>
        <summary>
          <Trans>The other fields</Trans>
        </summary>
        <div className="quarantine-more">{others.map((field) => input(field, false))}</div>
      </details>
      <p className="t-soft">
        <Trans>
          What belongs to the whole order is corrected on all of its rows, and the order is read
          again. It counts only once it is without fault.
        </Trans>
      </p>
      <Button type="primary" htmlType="submit" loading={correcting.isBusy}>
        <Trans>Correct and load</Trans>
      </Button>
      <DeedFault fault={correcting.fault} />
      {reasons && (
        <div role="alert">
          <p className="t-tone-bad">
            <Trans>It still cannot be loaded:</Trans>
          </p>
          <FaultTable faults={reasons} />
        </div>
      )}
    </form>
  );
}
