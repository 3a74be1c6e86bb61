import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Field } from '@/app/Field';
import { InviteMemberDocument } from '@/generated/graphql';
import type { Role } from '@/generated/graphql';
import { useIdempotencyKey } from '@/lib/idempotency';
import { LOCALES, LOCALE_NAMES, languageOf, localeOf } from '@/lib/locale';
import { useDeed } from '@/lib/useDeed';
import { Sheet } from '@/ui/Sheet';
import { RoleNames } from '@/ui/words/RoleNames';
import { TeamFault } from './TeamFault';

interface Props {
  isOpen: boolean;
  givable: readonly string[];
  side: { distributorId?: string };
  onDone: () => void;
  onClose: () => void;
}

/** Asks who is to be invited as what, and has the letter sent. */
export function Invitation({ isOpen, onClose, ...rest }: Props) {
  return (
    <Sheet title={<Trans>Invite somebody</Trans>} isOpen={isOpen} onClose={onClose}>
      <InvitationForm {...rest} onClose={onClose} />
    </Sheet>
  );
}

function InvitationForm({ givable, side, onDone, onClose }: Omit<Props, 'isOpen'>) {
  const { t, i18n } = useLingui();
  const [key] = useIdempotencyKey();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [language, setLanguage] = useState(languageOf(localeOf(i18n.locale)));
  const [roles, setRoles] = useState<readonly string[]>([]);
  const inviting = useDeed(InviteMemberDocument, (data) => data.inviteMember);
  const isWhole = email.includes('@') && name.trim() !== '' && roles.length > 0;
  const send = async (): Promise<void> => {
    const input = {
      ...side,
      email: email.trim(),
      name: name.trim(),
      language,
      roles: roles.map((role) => role.toUpperCase() as Role),
      idempotencyKey: `${key}:${[email, name, language, ...roles].join(' ')}`.slice(0, 200),
    };
    if (!(await inviting.run({ input }))) return;
    onDone();
    onClose();
  };
  return (
    <form
      className="team-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole) void send();
      }}
    >
      <Field label={t`Name`} value={name} autoComplete="off" onChange={setName} />
      <Field label={t`E-mail`} type="email" value={email} autoComplete="off" onChange={setEmail} />
      <fieldset>
        <legend>
          <Trans>Roles</Trans>
        </legend>
        {givable.map((role) => (
          <label key={role} className="team-choice">
            <input
              type="checkbox"
              checked={roles.includes(role)}
              onChange={(event) => {
                setRoles(
                  event.target.checked ? [...roles, role] : roles.filter((each) => each !== role),
                );
              }}
            />
            <RoleNames roles={[role]} />
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>
          <Trans>We write in</Trans>
        </legend>
        {LOCALES.map((locale) => (
          <label key={locale} className="team-choice">
            <input
              type="radio"
              name="language"
              checked={localeOf(language) === locale}
              onChange={() => {
                setLanguage(languageOf(locale));
              }}
            />
            <span lang={locale}>{LOCALE_NAMES[locale]}</span>
          </label>
        ))}
      </fieldset>
      <TeamFault fault={inviting.fault} />
      <button
        type="submit"
        className="t-button t-button-primary"
        disabled={!isWhole || inviting.isBusy}
      >
        <Trans>Send the invitation</Trans>
      </button>
    </form>
  );
}
