import { SearchOutlined } from '@ant-design/icons';
import { Trans, useLingui } from '@lingui/react/macro';
import { Input } from 'antd';
import { useDeferredValue } from 'react';
import { useSearchParams } from 'wouter';
import { Page } from '@/console/Page';
import { SearchResults } from './SearchResults';
import { Tree } from './Tree';
import { ViewSwitch } from './ViewSwitch';
import './distributors.css';

/** Who stands below whom; a branch is loaded when it is opened. */
export function DistributorTree() {
  const { t } = useLingui();
  const [params, setParams] = useSearchParams();
  const typed = params.get('search') ?? '';
  const search = useDeferredValue(typed.trim());
  return (
    <Page title={<Trans>Distributors</Trans>} actions={<ViewSwitch view="tree" />}>
      <div className="card">
        <div className="list-bar">
          <Input
            allowClear
            className="tree-search"
            prefix={<SearchOutlined />}
            aria-label={t`Name or code`}
            placeholder={t`Name or code`}
            value={typed}
            onChange={(event) => {
              const next = event.target.value;
              setParams(next ? { search: next } : {}, { replace: true });
            }}
          />
        </div>
        {search ? <SearchResults search={search} /> : <Tree />}
      </div>
    </Page>
  );
}
