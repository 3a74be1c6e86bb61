import { Trans, useLingui } from '@lingui/react/macro';
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { Connection } from './types';

interface Props {
  pageInfo: Connection<unknown>['pageInfo'];
  /** Undefined where nobody has counted. */
  totalCount: number | undefined;
  onBack: (before: string) => void;
  onNext: (after: string) => void;
}

/** Leads to the rows before and after those that are shown. */
export function Pager({ pageInfo, totalCount, onBack, onNext }: Props) {
  const { t } = useLingui();
  const { startCursor, endCursor } = pageInfo;
  return (
    <nav className="list-pager" aria-label={t`Pages`}>
      {totalCount !== undefined && (
        <span className="t-soft">
          <Trans>{totalCount} in all</Trans>
        </span>
      )}
      <Button
        icon={<LeftOutlined />}
        disabled={!pageInfo.hasPreviousPage}
        onClick={() => {
          if (startCursor) onBack(startCursor);
        }}
      >
        <Trans>Back</Trans>
      </Button>
      <Button
        icon={<RightOutlined />}
        iconPlacement="end"
        disabled={!pageInfo.hasNextPage}
        onClick={() => {
          if (endCursor) onNext(endCursor);
        }}
      >
        <Trans>Next</Trans>
      </Button>
    </nav>
  );
}
