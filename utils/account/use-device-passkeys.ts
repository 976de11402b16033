import { useEffect, useState } from 'react';

import { supportsPasskeys } from '@/utils/passkeys/browser-support';

/** Whether this device can keep passkeys itself; undefined until the browser has said so. */
export function useDevicePasskeys(): boolean | undefined {
  const [canKeep, setCanKeep] = useState<boolean>();

  useEffect(() => {
    void askBrowser().then(setCanKeep);
  }, []);

  return canKeep;
}

async function askBrowser(): Promise<boolean> {
  if (!supportsPasskeys()) return false;
  try {
    return await window.PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
  } catch {
    return false;
  }
}
