import { Trans, useLingui } from '@lingui/react/macro';
import { useLingui as useWords } from '@lingui/react';
import { Checkbox } from 'antd';
import { DOMAINS, OF_PEOPLE } from './words';

interface Props {
  /** It acts for itself: nobody is there who could be away, or release what another prepared. */
  isOwn: boolean;
  scopes: readonly string[];
  onChange: (scopes: string[]) => void;
}

/** What a program may ask for: by part of the business, to see and to act. */
export function ScopeChoice({ isOwn, scopes, onChange }: Props) {
  const { t } = useLingui();
  const { _ } = useWords();
  const box = (scope: string, label: string) => (
    <Checkbox
      aria-label={label}
      checked={scopes.includes(scope)}
      onChange={(event) => {
        const others = scopes.filter((each) => each !== scope);
        onChange(event.target.checked ? [...others, scope] : others);
      }}
    />
  );
  return (
    <table className="program-choice">
      <caption>
        <Trans>What it may ask for; never more than the role allows</Trans>
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <Trans>Part of the business</Trans>
          </th>
          <th scope="col">
            <Trans>See</Trans>
          </th>
          <th scope="col">
            <Trans>Act</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {DOMAINS.map(({ name, words, isWritable }) => {
          const part = _(words);
          return (
            <tr key={name}>
              <th scope="row">{part}</th>
              <td>{box(`${name}:read`, t`${part}: see`)}</td>
              <td>{isWritable && box(`${name}:write`, t`${part}: act`)}</td>
            </tr>
          );
        })}
        {!isOwn &&
          Object.entries(OF_PEOPLE).map(([scope, words]) => (
            <tr key={scope}>
              <th scope="row">{_(words)}</th>
              <td />
              <td>{box(scope, _(words))}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
