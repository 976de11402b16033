/** Whether this browser can use passkeys at all. */
export const supportsPasskeys = (): boolean => typeof window.PublicKeyCredential === 'function';

/** Whether it can offer passkeys in the autofill of a form field. Never throws. */
export async function supportsAutofill(): Promise<boolean> {
  try {
    return await window.PublicKeyCredential.isConditionalMediationAvailable();
  } catch {
    // Older browsers lack the method, some all of WebAuthn.
    return false;
  }
}
