/** True where this browser can use passkeys at all. */
export function supportsPasskeys(): boolean {
  return typeof window.PublicKeyCredential === 'function';
}

/** True where it can offer passkeys in the autofill of a form field. Never throws. */
export async function supportsAutofill(): Promise<boolean> {
  try {
    return await window.PublicKeyCredential.isConditionalMediationAvailable();
  } catch {
    // Older browsers have no such method, some nothing of WebAuthn.
    return false;
  }
}
