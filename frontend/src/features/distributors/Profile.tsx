import { Trans } from '@lingui/react/macro';
import { Link } from 'wouter';
import { Panel } from '@/console/parts/Panel';
import { Fact, Facts } from '@/ui/Facts';
import type { DistributorDetail } from './DistributorPage';
import { TermsText } from './TermsText';

/** Who it is, at which grade and terms it buys, and whom one talks to. */
export function Profile({ distributor }: { distributor: DistributorDetail }) {
  const { contacts, parent, terms } = distributor;
  return (
    <>
      <Panel title={<Trans>Profile</Trans>}>
        <Facts>
          <Fact label={<Trans>Code</Trans>}>
            <code>{distributor.code}</code>
          </Fact>
          <Fact label={<Trans>Grade</Trans>}>{distributor.grade?.name ?? '–'}</Fact>
          <Fact label={<Trans>Tree level</Trans>}>{distributor.level ?? '–'}</Fact>
          <Fact label={<Trans>Upline</Trans>}>
            {parent ? (
              <Link href={`/distributors/${parent.id}`}>{parent.name}</Link>
            ) : distributor.level === 1 ? (
              <Trans>The brand</Trans>
            ) : (
              '–'
            )}
          </Fact>
          <Fact label={<Trans>Payment terms</Trans>}>
            {terms ? <TermsText terms={terms} /> : <Trans>None agreed: due at once</Trans>}
          </Fact>
          <Fact label={<Trans>Language</Trans>}>
            {distributor.language === 'zh' ? <Trans>Chinese</Trans> : <Trans>English</Trans>}
          </Fact>
        </Facts>
      </Panel>
      <Panel title={<Trans>Contacts</Trans>}>
        <Facts>
          {distributor.phone && <Fact label={<Trans>Phone</Trans>}>{distributor.phone}</Fact>}
          {distributor.email && <Fact label={<Trans>E-mail</Trans>}>{distributor.email}</Fact>}
          {distributor.address && <Fact label={<Trans>Address</Trans>}>{distributor.address}</Fact>}
          {contacts.map((person) => (
            <Fact
              key={person.id}
              label={
                <>
                  {person.name}
                  {person.role && <span className="t-block t-soft">{person.role}</span>}
                </>
              }
            >
              {person.phone}
              {person.email && <span className="t-block">{person.email}</span>}
            </Fact>
          ))}
        </Facts>
        {contacts.length === 0 && !distributor.phone && !distributor.email && (
          <p className="t-soft">
            <Trans>Nobody is noted.</Trans>
          </p>
        )}
      </Panel>
    </>
  );
}
