import { IdcardOutlined, LogoutOutlined, SafetyOutlined, UserOutlined } from '@ant-design/icons';
import { useLingui } from '@lingui/react/macro';
import { Button, Dropdown } from 'antd';
import { useLocation } from 'wouter';
import { useSession } from '@/app/SessionContext';
import { RoleNames } from '@/ui/words/RoleNames';

export function UserMenu() {
  const { t } = useLingui();
  const { session, signOut } = useSession();
  const [, go] = useLocation();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'roles', disabled: true, label: <RoleNames roles={session.roles} /> },
          { type: 'divider' },
          {
            key: 'profile',
            icon: <IdcardOutlined />,
            label: t`My profile`,
            onClick: () => {
              go('/profile');
            },
          },
          {
            key: 'security',
            icon: <SafetyOutlined />,
            label: t`Security`,
            onClick: () => {
              go('/security');
            },
          },
          { key: 'out', icon: <LogoutOutlined />, label: t`Sign out`, onClick: signOut },
        ],
      }}
    >
      <Button type="text" icon={<UserOutlined />}>
        {session.name}
      </Button>
    </Dropdown>
  );
}
