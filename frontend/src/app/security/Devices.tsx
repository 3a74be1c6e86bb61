import { Trans } from '@lingui/react/macro';
import { ask } from '@/lib/account';
import type { Device } from '@/lib/account';
import { Instant } from '@/ui/Dates';
import { deviceName } from './Factors';

/** Where one is signed in, and the way out of each. */
export function Devices({ devices, onChange }: { devices: Device[]; onChange: () => void }) {
  const end = async (path: string): Promise<void> => {
    await ask('DELETE', path);
    onChange();
  };
  return (
    <>
      <ul className="security-list">
        {devices.map((device) => (
          <li key={device.id}>
            <div>
              <strong>
                {deviceName(device.userAgent) ?? <Trans>Unknown device</Trans>}
                {device.isThis && (
                  <>
                    {' · '}
                    <Trans>this device</Trans>
                  </>
                )}
              </strong>
              <small className="t-soft">
                <Trans>
                  Signed in <Instant value={device.beganAt} />, used{' '}
                  <Instant value={device.seenAt} />
                </Trans>
              </small>
            </div>
            {!device.isThis && (
              <button
                type="button"
                className="t-button"
                onClick={() => void end(`/account/devices/${device.id}`)}
              >
                <Trans>Sign out</Trans>
              </button>
            )}
          </li>
        ))}
      </ul>
      {devices.length > 1 && (
        <button type="button" className="t-button" onClick={() => void end('/account/devices')}>
          <Trans>Sign out everywhere else</Trans>
        </button>
      )}
    </>
  );
}
