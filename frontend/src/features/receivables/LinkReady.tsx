import { ExportOutlined } from '@ant-design/icons';
import { Trans, useLingui } from '@lingui/react/macro';
import qrcode from 'qrcode-generator';
import { CopyField } from '@/console/parts/CopyField';
import { Instant } from '@/ui/Dates';
import { Money } from '@/ui/Money';
import type { Link } from './LinkMaker';

/** The address of a link: to be copied, opened, or scanned; it is told only once. */
export function LinkReady({ link }: { link: Link }) {
  const { t } = useLingui();
  const code = qrcode(0, 'M');
  code.addData(link.payUrl);
  code.make();
  return (
    <div className="link-ready" role="status">
      <Money value={link.amount} size="large" />
      <img
        src={code.createDataURL(6, 8)}
        width="220"
        height="220"
        alt={t`QR code of the payment link`}
      />
      <CopyField label={t`Address of the payment link`} value={link.payUrl} isMain />
      <a href={link.payUrl} target="_blank" rel="noreferrer">
        <ExportOutlined /> <Trans>Open the page</Trans>
      </a>
      <p className="t-soft">
        {link.paymentLink && (
          <Trans>
            It can be paid until <Instant value={link.paymentLink.expiresAt} />.
          </Trans>
        )}{' '}
        <Trans>Keep the address now: it is not shown again.</Trans>
      </p>
    </div>
  );
}
