import { Trans } from '@lingui/react/macro';
import { useState } from 'react';

/** Shows recovery codes, this once. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const [isCopied, setIsCopied] = useState(false);
  return (
    <div className="recovery">
      <p>
        <Trans>
          Keep these recovery codes where you find them without your device. Each works once, and
          they are not shown again.
        </Trans>
      </p>
      <ol className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className="security-actions">
        <button
          type="button"
          className="t-button"
          onClick={() => {
            void navigator.clipboard.writeText(codes.join('\n')).then(() => {
              setIsCopied(true);
            });
          }}
        >
          {isCopied ? <Trans>Copied</Trans> : <Trans>Copy</Trans>}
        </button>
        <button type="button" className="t-button t-button-primary" onClick={onDone}>
          <Trans>I have kept them</Trans>
        </button>
      </div>
    </div>
  );
}
