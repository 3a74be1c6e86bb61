import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Drawer, Radio } from 'antd';
import { useId, useState } from 'react';
import { DeedFault } from '@/console/deeds/DeedFault';
import { DisableProgramDocument, RotateProgramSecretDocument } from '@/generated/graphql';
import type { ProgramFieldsFragment } from '@/generated/graphql';
import { useDeed } from '@/lib/useDeed';
import { Instant } from '@/ui/Dates';
import { Fact, Facts } from '@/ui/Facts';
import { RoleNames } from '@/ui/words/RoleNames';
import { SecretShown } from './SecretShown';
import type { Credentials } from './SecretShown';
import { KindName, ScopeNames } from './words';

interface Props {
  program: ProgramFieldsFragment;
  /** Told of the program as it is after something was done to it. */
  onChange: (program: ProgramFieldsFragment | null) => void;
  onClose: () => void;
}

/** One program: what it may, another secret, and shutting it out. */
export function ProgramDrawer({ program, onChange, onClose }: Props) {
  const [made, setMade] = useState<Credentials | null>(null);
  return (
    // A click beside the drawer must not lose the secret.
    <Drawer
      open
      size={540}
      title={program.name}
      keyboard={!made}
      mask={{ closable: !made }}
      onClose={onClose}
    >
      <Facts>
        <Fact label={<Trans>Client id</Trans>}>
          <code className="program-id">{program.clientId}</code>
        </Fact>
        <Fact label={<Trans>How it comes to tokens</Trans>}>
          <KindName kind={program.kind} />
        </Fact>
        {program.roles && (
          <Fact label={<Trans>Its role</Trans>}>
            <RoleNames roles={program.roles.split(' ')} />
          </Fact>
        )}
        {program.distributor && (
          <Fact label={<Trans>Distributor</Trans>}>{program.distributor.name}</Fact>
        )}
        {program.redirectUris && (
          <Fact label={<Trans>Browsers return to</Trans>}>
            <code className="program-id">{program.redirectUris}</code>
          </Fact>
        )}
        <Fact label={<Trans>May ask for</Trans>}>
          <ScopeNames scope={program.scope} />
        </Fact>
        <Fact label={<Trans>Let in on</Trans>}>
          <Instant value={program.createdAt} />
        </Fact>
        <Fact label={<Trans>Last used</Trans>}>
          {program.usedAt ? <Instant value={program.usedAt} /> : <Trans>Never</Trans>}
        </Fact>
        {program.disabledAt && (
          <Fact label={<Trans>Shut out on</Trans>}>
            <Instant value={program.disabledAt} />
          </Fact>
        )}
      </Facts>
      {made && <SecretShown credentials={made} />}
      {!program.disabledAt && !program.isPublic && !made && (
        <Rotation
          program={program}
          onDone={(done) => {
            setMade(done);
            onChange(done.program);
          }}
        />
      )}
      {!program.disabledAt && <Disabling program={program} onDone={onChange} />}
    </Drawer>
  );
}

interface RotationProps {
  program: ProgramFieldsFragment;
  onDone: (made: Credentials & { program: ProgramFieldsFragment | null }) => void;
}

function Rotation({ program, onDone }: RotationProps) {
  const { t } = useLingui();
  const question = useId();
  const [hours, setHours] = useState(24);
  const rotating = useDeed(RotateProgramSecretDocument, (data) => data.rotateProgramSecret);
  return (
    <section className="program-deed">
      <h2>
        <Trans>Another secret</Trans>
      </h2>
      <p id={question}>
        <Trans>The secret before is taken, too, for</Trans>
      </p>
      <Radio.Group
        className="program-kinds"
        aria-labelledby={question}
        value={hours}
        options={[
          { value: 0, label: t`No time: it leaked` },
          { value: 24, label: t`One day` },
          { value: 168, label: t`One week` },
          { value: 720, label: t`Thirty days` },
        ]}
        onChange={(event) => {
          setHours(event.target.value as number);
        }}
      />
      <Button
        loading={rotating.isBusy}
        onClick={async () => {
          const input = { programId: program.id, overlapHours: hours };
          const done = await rotating.run({ input });
          if (done) onDone(done);
        }}
      >
        <Trans>Make another secret</Trans>
      </Button>
      {program.formerUntil && (
        <p className="t-soft">
          <Trans>
            The one before the present one is taken until <Instant value={program.formerUntil} />.
          </Trans>
        </p>
      )}
      <DeedFault fault={rotating.fault} />
    </section>
  );
}

interface DisablingProps {
  program: ProgramFieldsFragment;
  onDone: Props['onChange'];
}

function Disabling({ program, onDone }: DisablingProps) {
  const [isAsked, setIsAsked] = useState(false);
  const disabling = useDeed(DisableProgramDocument, (data) => data.disableProgram);
  const disable = async (): Promise<void> => {
    const done = await disabling.run({ input: { programId: program.id } });
    if (done) onDone(done.program);
  };
  return (
    <section className="program-deed">
      <h2>
        <Trans>Shut it out</Trans>
      </h2>
      <p className="t-soft">
        <Trans>None of its tokens is taken from then on. It cannot be let in again.</Trans>
      </p>
      <Button
        danger
        aria-expanded={isAsked}
        onClick={() => {
          setIsAsked(!isAsked);
        }}
      >
        <Trans>Shut out…</Trans>
      </Button>
      {isAsked && (
        <div className="program-asked" role="group" aria-labelledby={`${program.id}-asked`}>
          <p id={`${program.id}-asked`}>
            <Trans>Shut this program out for good?</Trans>
          </p>
          <Button danger loading={disabling.isBusy} onClick={disable}>
            <Trans>Shut it out</Trans>
          </Button>
          <Button
            onClick={() => {
              setIsAsked(false);
            }}
          >
            <Trans>Keep it</Trans>
          </Button>
        </div>
      )}
      <DeedFault fault={disabling.fault} />
    </section>
  );
}
