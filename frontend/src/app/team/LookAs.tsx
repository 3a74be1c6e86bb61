import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useSession } from '@/app/SessionContext';
import { ask } from '@/lib/account';
import { CONFIRMATION_NEEDED, askConfirmation } from '@/lib/confirmation';
import type { TeamMemberFragment } from '@/generated/graphql';
import { ReasonField, isReason } from '@/ui/ReasonField';

interface Props {
  member: TeamMemberFragment;
  side: { distributorId?: string };
}

/** Lets an owner of the brand see the pages as somebody sees them. */
export function LookAs({ member, side }: Props) {
  const { t } = useLingui();
  const { session } = useSession();
  const [reason, setReason] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [code, setCode] = useState('');
  if (!session.roles.includes('owner')) return null;
  const begin = async (): Promise<void> => {
    setIsBusy(true);
    setCode('');
    const once = () =>
      ask<{ home: string }>('POST', '/impersonation', { person: member.person, reason, ...side });
    let answer = await once();
    if (!answer.ok && answer.code === CONFIRMATION_NEEDED && (await askConfirmation()))
      answer = await once();
    if (answer.ok) window.location.assign(answer.body.home);
    else {
      setCode(answer.code);
      setIsBusy(false);
    }
  };
  return (
    <section>
      <h3>
        <Trans>See the pages as this person</Trans>
      </h3>
      <p className="t-soft">
        <Trans>
          For half an hour, and without changing anything. The person gets a letter with your
          reason.
        </Trans>
      </p>
      <ReasonField value={reason} placeholder={t`What you want to find out`} onChange={setReason} />
      <button
        type="button"
        className="t-button"
        disabled={isBusy || !isReason(reason)}
        onClick={() => void begin()}
      >
        <Trans>Look as this person</Trans>
      </button>
      {code && (
        <div className="t-notice" role="alert" data-code={code}>
          <p>
            {code === 'SELF_MEANT' ? (
              <Trans>This is you.</Trans>
            ) : (
              <Trans>This did not work.</Trans>
            )}
          </p>
        </div>
      )}
    </section>
  );
}
