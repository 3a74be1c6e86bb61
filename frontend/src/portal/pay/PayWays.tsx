import { Trans, useLingui } from '@lingui/react/macro';
import { Toast } from 'antd-mobile';
import { useState } from 'react';
import { Sheet } from '@/ui/Sheet';
import { QrCode } from '@/ui/QrCode';

/** Pay here, show the code to another phone, or hand the link on. */
export function PayWays({ url }: { url: string }) {
  const { t } = useLingui();
  const [isShown, setIsShown] = useState(false);

  const share = async (): Promise<void> => {
    // Where the phone has a sheet of its own for sharing, that one knows WeChat.
    if ('share' in navigator) {
      await navigator.share({ url, title: t`Payment link` }).catch(() => undefined);
      return;
    }
    await (navigator as Navigator).clipboard.writeText(url);
    Toast.show({ content: t`The link is copied.` });
  };
  return (
    <div className="pay-ways">
      <a className="t-button t-button-primary" href={url} target="_blank" rel="noopener">
        <Trans>Open the payment page</Trans>
      </a>
      <div className="pay-ways-more">
        <button
          type="button"
          className="t-button"
          onClick={() => {
            setIsShown(true);
          }}
        >
          <Trans>QR code</Trans>
        </button>
        <button type="button" className="t-button" onClick={() => void share()}>
          <Trans>Share the link</Trans>
        </button>
      </div>
      <Sheet
        title={<Trans>Scan to pay</Trans>}
        isOpen={isShown}
        onClose={() => {
          setIsShown(false);
        }}
      >
        <QrCode text={url} label={t`QR code of the payment link`} />
        <p className="t-soft pay-hint">
          <Trans>Whoever scans it can pay; nobody else sees your account.</Trans>
        </p>
      </Sheet>
    </div>
  );
}
