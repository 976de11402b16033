import { useEffect, useState } from 'react';

/** Whether this device can keep passkeys itself; undefined until the browser has said so. */
export function useDevicePasskeys(): boolean | undefined {
  const [canKeep, setCanKeep] = useState<boolean>();

  useEffect(() => {
    void askBrowser().then(setCanKeep);
  }, []);

  return canKeep;
}

async function askBrowser(): Promise<boolean> {
  try {
    return await window.PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
  } catch {
    return false;
  }
}
