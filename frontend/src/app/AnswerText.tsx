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
    case 'OFFLINE':
      return <Trans>We cannot be reached just now. Please try again.</Trans>;
    default:
      return message ? <span lang="en">{message}</span> : <Trans>This did not work.</Trans>;
  }
}
