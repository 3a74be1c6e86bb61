import { Trans, useLingui } from '@lingui/react/macro';
import { SearchBar } from 'antd-mobile';
import { useQuery } from 'urql';
import { useSearchParams } from 'wouter';
import { MyNetworkDocument, MyPlaceDocument } from '@/generated/graphql';
import { EmptyState } from '@/ui/EmptyState';
import { Endless } from '../Endless';
import { Loaded } from '../Loaded';
import { Row } from '../Rows';
import { Screen } from '../Screen';

/** The distributors on the levels below me. */
export function Network() {
  const { t } = useLingui();
  const [params, setParams] = useSearchParams();
  const search = params.get('search') ?? '';
  const query = useQuery({ query: MyPlaceDocument });
  return (
    <Screen title={<Trans>Network</Trans>}>
      <div className="filters">
        <SearchBar
          defaultValue={search}
          placeholder={t`Name or code`}
          onSearch={(value) => {
            setParams(value.trim() ? { search: value.trim() } : {});
          }}
          onClear={() => {
            setParams({});
          }}
        />
      </div>
      <Loaded query={query}>
        {({ viewer }) =>
          viewer.distributor && (
            <div className="card">
              <Endless
                document={MyNetworkDocument}
                variables={{
                  filter: { below: viewer.distributor.id, ...(search ? { search } : {}) },
                }}
                connection={(answer) => answer.distributors}
                row={(one) => (
                  <Row
                    key={one.id}
                    href={`/network/${one.id}`}
                    title={one.name}
                    note={
                      <>
                        {one.code}
                        {one.parent && ` · ${one.parent.name}`}
                      </>
                    }
                    end={one.grade?.name}
                    endNote={one.level !== null && <Trans>Level {one.level}</Trans>}
                  />
                )}
                empty={
                  <EmptyState
                    title={<Trans>Nobody here.</Trans>}
                    hint={<Trans>Distributors that buy through you are listed here.</Trans>}
                  />
                }
              />
            </div>
          )
        }
      </Loaded>
    </Screen>
  );
}
