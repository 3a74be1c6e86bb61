import { Trans } from '@lingui/react/macro';
import { Button } from 'antd';

/**
 * Closes a window that has handed a secret over.
 *
 * It is not the button that asked for the secret: what was loading a moment ago may keep the icon
 * of that, which nobody sees but a screen reader says.
 */
export function DoneButton({ onClick }: { onClick: () => void }) {
  return (
    <Button type="primary" onClick={onClick}>
      <Trans>Done</Trans>
    </Button>
  );
}
