import { Trans } from '@lingui/react/macro';
import { useEffect } from 'react';
import { tellConfirmed } from '@/lib/outside';
import { AnswerText } from './AnswerText';
import { Door } from './Door';

/** Where a browser ends that was at a company's sign-in for something else than coming in, or in vain. */
export function ExternalPage({ base }: { base: string }) {
  const code = window.location.hash.slice(1);
  useEffect(() => {
    if (code === 'CONFIRMED') tellConfirmed();
  }, [code]);
  if (code === 'CONFIRMED') {
    return (
      <Door title={<Trans>It is you</Trans>}>
        <p role="status">
          <Trans>Close this window and go on in the other one.</Trans>
        </p>
      </Door>
    );
  }
  if (code === 'LINKED') {
    return (
      <Door title={<Trans>Your account is linked</Trans>}>
        <p role="status">
          <Trans>From now on you can sign in with it.</Trans>
        </p>
        <a className="t-button t-button-primary" href={`${base}/security`}>
          <Trans>Go on</Trans>
        </a>
      </Door>
    );
  }
  return (
    <Door title={<Trans>This did not work</Trans>}>
      <p role="alert">
        <ReasonText code={code} />
      </p>
      <a className="t-button t-button-primary" href={`${base}/`}>
        <Trans>Back</Trans>
      </a>
    </Door>
  );
}

function ReasonText({ code }: { code: string }) {
  if (code === 'SIGN_IN_FAILED') {
    return <Trans>You cannot come in here with this account. Ask the owner of the brand.</Trans>;
  }
  return <AnswerText code={code} />;
}
