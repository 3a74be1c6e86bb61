import { Plural, Trans } from '@lingui/react/macro';
import { LinkOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ItemFieldsFragment } from '@/generated/graphql';
import { totalOf } from '@/lib/money';
import { Money } from '@/ui/Money';
import { obstacleOf } from './linkable';
import type { Obstacle } from './linkable';

interface Props {
  items: readonly ItemFieldsFragment[];
  onClear: () => void;
  onLink: () => void;
}

/** What the ticked items come to, and the link over them. */
export function SelectedItems({ items, onClear, onLink }: Props) {
  const obstacle = obstacleOf(items);
  const total = obstacle === 'mixedCurrencies' ? null : totalOf(items.map(({ open }) => open));
  return (
    <>
      <span>
        <Plural value={items.length} one="# item" other="# items" />
        {total && (
          <>
            {' '}
            <strong>
              <Money value={total} />
            </strong>
          </>
        )}
      </span>
      <Button type="primary" icon={<LinkOutlined />} disabled={obstacle !== null} onClick={onLink}>
        <Trans>Payment link…</Trans>
      </Button>
      {obstacle && (
        <span className="t-soft">
          <Words obstacle={obstacle} />
        </span>
      )}
      <Button type="link" onClick={onClear}>
        <Trans>Select none</Trans>
      </Button>
    </>
  );
}

function Words({ obstacle }: { obstacle: Obstacle }) {
  if (obstacle === 'mixedDebtors') return <Trans>A link is for one debtor only.</Trans>;
  if (obstacle === 'mixedCreditors') return <Trans>A link pays one creditor only.</Trans>;
  if (obstacle === 'mixedCurrencies') return <Trans>A link has one currency only.</Trans>;
  return <Trans>Some of them are paid already.</Trans>;
}
