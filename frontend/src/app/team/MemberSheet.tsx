import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import {
  EndMemberSessionsDocument,
  GiveRoleDocument,
  ResendInvitationDocument,
  TakeRoleDocument,
  WithdrawInvitationDocument,
} from '@/generated/graphql';
import type { Role, TeamMemberFragment } from '@/generated/graphql';
import { useDeed } from '@/lib/useDeed';
import { Instant } from '@/ui/Dates';
import { Fact, Facts } from '@/ui/Facts';
import { Sheet } from '@/ui/Sheet';
import { RoleNames } from '@/ui/words/RoleNames';
import { LookAs } from './LookAs';
import { TeamFault } from './TeamFault';

interface Props {
  member: TeamMemberFragment | undefined;
  givable: readonly string[];
  side: { distributorId?: string };
  onChange: () => void;
  onClose: () => void;
}

/** One person: what is known, the roles, and the way out. */
export function MemberSheet({ member, onClose, ...rest }: Props) {
  return (
    <Sheet title={member?.name} isOpen={member !== undefined} onClose={onClose}>
      {member && <Member key={member.person} member={member} {...rest} />}
    </Sheet>
  );
}

type MemberProps = Omit<Props, 'member' | 'onClose'> & { member: TeamMemberFragment };

function Member({ member, givable, side, onChange }: MemberProps) {
  const mayChange = givable.length > 0;
  return (
    <div className="team-member">
      <Facts>
        <Fact label={<Trans>E-mail</Trans>}>{member.email}</Fact>
        <Fact label={<Trans>Since</Trans>}>
          <Instant value={member.sinceAt} />
        </Fact>
        {!member.hasCome && member.invitedUntil && (
          <Fact label={<Trans>The link opens until</Trans>}>
            <Instant value={member.invitedUntil} />
          </Fact>
        )}
        {member.hasCome && (
          <>
            <Fact label={<Trans>Last seen</Trans>}>
              {member.seenAt ? <Instant value={member.seenAt} /> : <Trans>Not here yet</Trans>}
            </Fact>
            <Fact label={<Trans>Second step</Trans>}>
              {member.hasFactor ? <Trans>Yes</Trans> : <Trans>No</Trans>}
            </Fact>
          </>
        )}
      </Facts>
      <Roles member={member} givable={givable} side={side} onChange={onChange} />
      {mayChange &&
        (member.hasCome ? (
          <SigningOut member={member} side={side} />
        ) : (
          <Waiting member={member} side={side} onChange={onChange} />
        ))}
      {member.hasCome && <LookAs member={member} side={side} />}
    </div>
  );
}

function Roles({ member, givable, side, onChange }: MemberProps) {
  const giving = useDeed(GiveRoleDocument, (data) => data.giveRole);
  const taking = useDeed(TakeRoleDocument, (data) => data.takeRole);
  const held = member.roles.split(' ');
  const others = givable.filter((role) => !held.includes(role));
  const change = async (role: string, deed: typeof giving | typeof taking): Promise<void> => {
    giving.clear();
    taking.clear();
    const input = {
      ...side,
      person: member.person,
      role: role.toUpperCase() as Role,
      idempotencyKey: crypto.randomUUID(),
    };
    if (await deed.run({ input })) onChange();
  };
  const isBusy = giving.isBusy || taking.isBusy;
  return (
    <section>
      <h3>
        <Trans>Roles</Trans>
      </h3>
      <ul className="team-held">
        {held.map((role) => (
          <li key={role}>
            <RoleNames roles={[role]} />
            {givable.includes(role) && (
              <button
                type="button"
                className="t-button"
                disabled={isBusy}
                onClick={() => void change(role, taking)}
              >
                <Trans>Take away</Trans>
              </button>
            )}
          </li>
        ))}
        {others.map((role) => (
          <li key={role} className="t-soft">
            <RoleNames roles={[role]} />
            <button
              type="button"
              className="t-button"
              disabled={isBusy}
              onClick={() => void change(role, giving)}
            >
              <Trans>Give</Trans>
            </button>
          </li>
        ))}
      </ul>
      <TeamFault fault={giving.fault ?? taking.fault} />
    </section>
  );
}

function SigningOut({ member, side }: Pick<MemberProps, 'member' | 'side'>) {
  const ending = useDeed(EndMemberSessionsDocument, (data) => data.endMemberSessions);
  const [ended, setEnded] = useState<number | null>(null);
  return (
    <section>
      <h3>
        <Trans>Devices</Trans>
      </h3>
      <p className="t-soft">
        <Trans>A lost telephone, a last day at work: every device and program is signed out.</Trans>
      </p>
      <button
        type="button"
        className="t-button"
        disabled={ending.isBusy || ended !== null}
        onClick={async () => {
          const input = { ...side, person: member.person, idempotencyKey: crypto.randomUUID() };
          const done = await ending.run({ input });
          if (done) setEnded(done.sessions);
        }}
      >
        {ended === null ? <Trans>Sign out everywhere</Trans> : <Trans>All signed out</Trans>}
      </button>
      <TeamFault fault={ending.fault} />
    </section>
  );
}

function Waiting({ member, side, onChange }: Omit<MemberProps, 'givable'>) {
  const sending = useDeed(ResendInvitationDocument, (data) => data.resendInvitation);
  const withdrawing = useDeed(WithdrawInvitationDocument, (data) => data.withdrawInvitation);
  const [isSent, setIsSent] = useState(false);
  const input = () => ({
    input: { ...side, person: member.person, idempotencyKey: crypto.randomUUID() },
  });
  return (
    <section>
      <h3>
        <Trans>Invitation</Trans>
      </h3>
      <div className="security-actions">
        <button
          type="button"
          className="t-button"
          disabled={sending.isBusy || isSent}
          onClick={async () => {
            if (!(await sending.run(input()))) return;
            setIsSent(true);
            onChange();
          }}
        >
          {isSent ? <Trans>The letter is on its way</Trans> : <Trans>Send it again</Trans>}
        </button>
        <button
          type="button"
          className="t-button"
          disabled={withdrawing.isBusy}
          onClick={async () => {
            if (await withdrawing.run(input())) onChange();
          }}
        >
          <Trans>Withdraw it</Trans>
        </button>
      </div>
      <TeamFault fault={sending.fault ?? withdrawing.fault} />
    </section>
  );
}
