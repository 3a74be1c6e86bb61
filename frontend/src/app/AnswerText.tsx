import { Trans } from '@lingui/react/macro';

interface Props {
  code: string;
  message?: string;
  seconds?: number;
}

/** Why something about signing in was declined, in the reader's language. */
export function AnswerText({ code, message = '', seconds = 0 }: Props) {
  switch (code) {
    case 'SIGN_IN_FAILED':
      return <Trans>The password is not right.</Trans>;
    case 'SIGN_IN_DELAYED':
      return <Trans>Too many tries. Please wait {seconds} seconds.</Trans>;
    case 'SIGN_IN_EXPIRED':
      return <Trans>This took too long. Please sign in again.</Trans>;
    case 'FACTOR_WRONG':
      return (
        <Trans>This is not right, or was used before. Take the next code or another way.</Trans>
      );
    case 'FACTOR_PRESENT':
      return <Trans>There is an authenticator app already. Remove it first.</Trans>;
    case 'PASSKEY_UNAVAILABLE':
      return <Trans>Passkeys need this site to be opened by its name.</Trans>;
    case 'PASSKEY_INVALID':
      return <Trans>This passkey cannot be taken. Please try again.</Trans>;
    case 'PASSKEY_ABORTED':
      return <Trans>No passkey was shown.</Trans>;
    case 'PASSWORD_UNSUITABLE':
      return (
        <Trans>
          Choose 12 to 128 characters that are hard to guess, such as four unrelated words.
        </Trans>
      );
    case 'TICKET_INVALID':
      return <Trans>This link was used or has expired. Please ask for a new one.</Trans>;
    case 'CONFIRMATION_NEEDED':
      return <Trans>This needs a proof of your own: your second step or your password.</Trans>;
    case 'PROVIDER_REQUIRED':
      return <Trans>Your company wants you to sign in with its own account.</Trans>;
    case 'IDENTITY_PROVIDER_UNKNOWN':
      return <Trans>This way in was switched off. Choose another one.</Trans>;
    case 'LAST_WAY_IN':
      return <Trans>This is your only way in. Set a password or link another account first.</Trans>;
    case 'PROVIDER_DOWN':
      return <Trans>Your company's sign-in cannot be reached just now. Please try again.</Trans>;
    case 'JOURNEY_UNKNOWN':
      return (
        <Trans>
          This was begun in another window, took longer than ten minutes, or was used already.
          Please begin again.
        </Trans>
      );
    case 'IDENTITY_PROVIDER_DECLINED':
      return <Trans>Your company's sign-in did not let you through, or you turned back.</Trans>;
    case 'PROVIDER_ANSWER_INVALID':
      return (
        <Trans>
          What your company's sign-in told us does not hold. If it stays so, tell the owner of this
          brand.
        </Trans>
      );
    case 'PROVIDER_PROOF_STALE':
      return (
        <Trans>
          Your company's sign-in did not ask you again who you are. Set up a second step of your
          own.
        </Trans>
      );
    case 'LINK_TAKEN':
      return (
        <Trans>
          That account belongs to somebody else here, or you have another one linked already.
        </Trans>
      );
    case 'IMPERSONATING':
      return <Trans>You look as somebody else, so nothing was done. End that first.</Trans>;
    case 'OFFLINE':
      return <Trans>We cannot be reached just now. Please try again.</Trans>;
    default:
      return message ? <span lang="en">{message}</span> : <Trans>This did not work.</Trans>;
  }
}
