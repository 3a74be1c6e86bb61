import { BulbOutlined, GlobalOutlined } from '@ant-design/icons';
import { useLingui } from '@lingui/react/macro';
import { Button, Dropdown } from 'antd';
import { useLocaleSwitch } from '@/app/LocaleProvider';
import { LOCALES, LOCALE_NAMES } from '@/lib/locale';
import { useTheme } from '@/lib/theme';
import type { ThemeChoice } from '@/lib/theme';

/** Language, and light or dark. */
export function Preferences() {
  const { t } = useLingui();
  const { locale, choose } = useLocaleSwitch();
  const theme = useTheme();
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          selectedKeys: [locale],
          items: LOCALES.map((one) => ({
            key: one,
            label: <span lang={one}>{LOCALE_NAMES[one]}</span>,
            onClick: () => {
              choose(one);
            },
          })),
        }}
      >
        <Button
          type="text"
          icon={<GlobalOutlined />}
          aria-label={`${t`Language`}: ${LOCALE_NAMES[locale]}`}
        >
          {LOCALE_NAMES[locale]}
        </Button>
      </Dropdown>
      <Dropdown
        trigger={['click']}
        menu={{
          selectedKeys: [theme.choice],
          items: [
            { key: 'system', label: t`As the system` },
            { key: 'light', label: t`Light` },
            { key: 'dark', label: t`Dark` },
          ],
          onClick: ({ key }) => {
            theme.choose(key as ThemeChoice);
          },
        }}
      >
        <Button type="text" icon={<BulbOutlined />} aria-label={t`Light or dark`} />
      </Dropdown>
    </>
  );
}
