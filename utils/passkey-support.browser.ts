/** True where this browser can use passkeys at all. */
export function supportsPasskeys(): boolean {
  return typeof window.PublicKeyCredential === 'function';
}

/** True where it can offer passkeys in the autofill of a form field. */
export async function supportsAutofill(): Promise<boolean> {
  if (!supportsPasskeys()) return false;
  // Older browsers have the interface without this method.
  const { isConditionalMediationAvailable } = window.PublicKeyCredential as Partial<
    typeof PublicKeyCredential
  >;
  return (await isConditionalMediationAvailable?.call(window.PublicKeyCredential)) ?? false;
}
