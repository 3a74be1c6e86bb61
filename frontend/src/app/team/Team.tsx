import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { useSession } from '@/app/SessionContext';
import type { TeamMemberFragment } from '@/generated/graphql';
import { givableRoles } from '@/lib/roles';
import { Instant } from '@/ui/Dates';
import { RoleNames } from '@/ui/words/RoleNames';
import { Invitation } from './Invitation';
import { MemberSheet } from './MemberSheet';
import './team.css';

interface Props {
  members: readonly TeamMemberFragment[];
  /** Whose people they are; the brand's own if unsaid. */
  distributorId?: string;
  /** Called when something was changed. */
  onChange: () => void;
}

/** Who works on one side: a list that opens each person, and the way to invite another. */
export function Team({ members, distributorId, onChange }: Props) {
  const { session } = useSession();
  const [open, setOpen] = useState<string | null>(null);
  const [isInviting, setIsInviting] = useState(false);
  const givable = givableRoles(session.roles, distributorId ? 'distributor' : 'brand');
  const member = members.find(({ person }) => person === open);
  const side = distributorId === undefined ? {} : { distributorId };
  return (
    <>
      {members.length > 0 ? (
        <ul className="team">
          {members.map((each) => (
            <li key={each.person}>
              <button
                type="button"
                onClick={() => {
                  setOpen(each.person);
                }}
              >
                <span className="team-who">
                  <strong>{each.name}</strong>
                  <small className="t-soft">{each.email}</small>
                </span>
                <span className="team-roles">
                  <RoleNames roles={each.roles.split(' ')} />
                </span>
                <span className="team-state">
                  <Standing member={each} />
                </span>
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <p className="team-none t-soft">
          <Trans>Nobody signs in here yet.</Trans>
        </p>
      )}
      {givable.length > 0 && (
        <div className="team-foot">
          <button
            type="button"
            className="t-button"
            onClick={() => {
              setIsInviting(true);
            }}
          >
            <Trans>Invite somebody…</Trans>
          </button>
        </div>
      )}
      <MemberSheet
        member={member}
        givable={givable}
        side={side}
        onChange={onChange}
        onClose={() => {
          setOpen(null);
        }}
      />
      <Invitation
        isOpen={isInviting}
        givable={givable}
        side={side}
        onDone={onChange}
        onClose={() => {
          setIsInviting(false);
        }}
      />
    </>
  );
}

/** Whether the person has come in, and how safely. */
export function Standing({ member }: { member: TeamMemberFragment }) {
  if (!member.hasCome) {
    const isOpen = member.invitedUntil !== null && new Date(member.invitedUntil) > new Date();
    return (
      <span className={isOpen ? 't-tag t-tag-busy' : 't-tag t-tag-warn'}>
        {isOpen ? <Trans>Invited</Trans> : <Trans>Invitation expired</Trans>}
      </span>
    );
  }
  return (
    <>
      <span className={member.hasFactor ? 't-tag t-tag-good' : 't-tag'}>
        {member.hasFactor ? <Trans>Second step</Trans> : <Trans>No second step</Trans>}
      </span>
      {member.seenAt && (
        <small className="t-soft">
          <Trans>
            Last seen <Instant value={member.seenAt} />
          </Trans>
        </small>
      )}
    </>
  );
}
