import { App, ConfigProvider, theme } from 'antd';
import en from 'antd/locale/en_US';
import zh from 'antd/locale/zh_CN';
import { StyleProvider } from '@ant-design/cssinjs';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useLocaleSwitch } from '@/app/LocaleProvider';
import { useSession } from '@/app/SessionContext';
import { pageNonce } from '@/lib/pageNonce';
import { FONT, PALETTE } from '@/app/theme/palette';
import { grantsOf } from '@/lib/grants';
import { useTheme } from '@/lib/theme';
import { TraceProvider } from '@/ui/trace/TraceProvider';
import { Shell } from './shell/Shell';

/** The console inside antd, in our colours and the reader's language. */
export function Console() {
  const { locale } = useLocaleSwitch();
  const { session } = useSession();
  const { isDark } = useTheme();
  const nonce = pageNonce();
  const palette = isDark ? PALETTE.dark : PALETTE.light;
  dayjs.locale(locale === 'en' ? 'en' : 'zh-cn');
  return (
    <StyleProvider {...(nonce ? { nonce: () => nonce } : {})}>
      <ConfigProvider
        locale={locale === 'en' ? en : zh}
        button={{ autoInsertSpace: false }}
        {...(nonce ? { csp: { nonce } } : {})}
        theme={{
          algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
          token: {
            colorPrimary: palette.brand,
            // antd would mix its own, too pale or too grey to read on.
            colorPrimaryBg: palette.brandSoft,
            colorPrimaryBgHover: palette.brandSoft,
            controlItemBgActive: palette.brandSoft,
            colorTextPlaceholder: palette.textSoft,
            colorInfo: palette.brand,
            colorLink: palette.brand,
            colorSuccess: palette.good,
            colorError: palette.bad,
            colorWarning: palette.warn,
            colorBgLayout: palette.page,
            colorBgContainer: palette.surface,
            colorBgElevated: palette.surface,
            colorTextBase: palette.text,
            colorTextDescription: palette.textSoft,
            colorBorderSecondary: palette.line,
            borderRadius: 8,
            fontFamily: FONT,
          },
          components: {
            Layout: { headerBg: palette.surface, siderBg: palette.surface, headerHeight: 56 },
            Menu: {
              itemBorderRadius: 8,
              activeBarBorderWidth: 0,
              itemSelectedColor: palette.brandStrong,
            },
            Button: { primaryColor: palette.onBrand },
            Segmented: { itemColor: palette.textSoft },
            Steps: { colorTextLightSolid: palette.onBrand },
            Table: { headerBg: 'transparent', cellPaddingBlock: 11 },
          },
        }}
      >
        <App>
          <TraceProvider grants={grantsOf(session.roles)}>
            <Shell />
          </TraceProvider>
        </App>
      </ConfigProvider>
    </StyleProvider>
  );
}
