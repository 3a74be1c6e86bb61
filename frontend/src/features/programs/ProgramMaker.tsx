import { Trans, useLingui } from '@lingui/react/macro';
import { Checkbox, Input, Modal, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import { DeedFault } from '@/console/deeds/DeedFault';
import { DoneButton } from '@/console/parts/DoneButton';
import { CreateProgramDocument } from '@/generated/graphql';
import type { ProgramKind, Role } from '@/generated/graphql';
import { useDeed } from '@/lib/useDeed';
import { RoleNames } from '@/ui/words/RoleNames';
import { EMPTY, inputOf, isWhole } from './draft';
import type { Draft } from './draft';
import { ScopeChoice } from './ScopeChoice';
import { SecretShown } from './SecretShown';
import type { Credentials } from './SecretShown';
import { KindName } from './words';

const KINDS: readonly ProgramKind[] = ['CODE', 'DEVICE', 'OWN'];
const ROLES: readonly Role[] = [
  'ACCOUNTANT',
  'FINANCE_DIRECTOR',
  'SALES_MANAGER',
  'SALESPERSON',
  'AUDITOR',
  'OWNER',
];

interface Props {
  onClose: (isDone: boolean) => void;
}

/** Lets a program in, and hands over what it proves itself with. */
export function ProgramMaker({ onClose }: Props) {
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const [made, setMade] = useState<Credentials | null>(null);
  const making = useDeed(CreateProgramDocument, (data) => data.createProgram);
  return (
    <Modal
      open
      width={640}
      title={<Trans>Let a program in</Trans>}
      okText={<Trans>Let it in</Trans>}
      confirmLoading={making.isBusy}
      okButtonProps={{ disabled: !isWhole(draft) }}
      // A click beside the window must not lose the secret.
      mask={{ closable: false }}
      keyboard={!made}
      {...(made && {
        footer: (
          <DoneButton
            onClick={() => {
              onClose(true);
            }}
          />
        ),
      })}
      onCancel={() => {
        onClose(made !== null);
      }}
      onOk={async () => {
        setMade(await making.run({ input: inputOf(draft) }));
      }}
    >
      {made ? (
        <SecretShown credentials={made} />
      ) : (
        <>
          <DraftFields
            draft={draft}
            onChange={(changed) => {
              making.clear();
              setDraft(changed);
            }}
          />
          <DeedFault fault={making.fault} />
        </>
      )}
    </Modal>
  );
}

function DraftFields({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  const { t } = useLingui();
  const field = useId();
  const set = (change: Partial<Draft>): void => {
    onChange({ ...draft, ...change });
  };
  return (
    <>
      <div className="program-field">
        <label htmlFor={`${field}name`}>
          <Trans>Name, as people read it when they are asked</Trans>
        </label>
        <Input
          id={`${field}name`}
          value={draft.name}
          maxLength={80}
          onChange={(event) => {
            set({ name: event.target.value });
          }}
        />
      </div>
      <Radio.Group
        className="program-kinds"
        aria-label={t`How it comes to tokens`}
        value={draft.kind}
        onChange={(event) => {
          set({ kind: event.target.value as ProgramKind });
        }}
      >
        {KINDS.map((kind) => (
          <Radio key={kind} value={kind}>
            <KindName kind={kind} />
          </Radio>
        ))}
      </Radio.Group>
      {draft.kind === 'CODE' && (
        <div className="program-field">
          <label htmlFor={`${field}uris`}>
            <Trans>Addresses browsers return to, one a line</Trans>
          </label>
          <Input.TextArea
            id={`${field}uris`}
            value={draft.addresses}
            rows={2}
            onChange={(event) => {
              set({ addresses: event.target.value });
            }}
          />
        </div>
      )}
      {draft.kind === 'OWN' ? (
        <div className="program-field">
          <label htmlFor={`${field}role`}>
            <Trans>Its role</Trans>
          </label>
          <Select
            id={`${field}role`}
            value={draft.role}
            options={ROLES.map((role) => ({
              value: role,
              label: <RoleNames roles={[role.toLowerCase()]} />,
            }))}
            onChange={(role: Role) => {
              set({ role });
            }}
          />
        </div>
      ) : (
        <Checkbox
          checked={draft.isPublic}
          onChange={(event) => {
            set({ isPublic: event.target.checked });
          }}
        >
          <Trans>It can keep no secret: it runs on phones or in browsers</Trans>
        </Checkbox>
      )}
      {draft.kind === 'CODE' && (
        <Checkbox
          checked={draft.isFirstParty}
          onChange={(event) => {
            set({ isFirstParty: event.target.checked });
          }}
        >
          <Trans>It is our own: nobody is asked for consent</Trans>
        </Checkbox>
      )}
      <ScopeChoice
        isOwn={draft.kind === 'OWN'}
        scopes={draft.scopes}
        onChange={(scopes) => {
          set({ scopes });
        }}
      />
    </>
  );
}
