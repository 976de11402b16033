/** Some providers by the AAGUID of their passkeys: https://github.com/passkeydeveloper/passkey-authenticator-aaguids */
const PROVIDERS: Record<string, string> = {
  'fbfc3007-154e-4ecc-8c0b-6e020557d7bd': 'iCloud Keychain',
  'dd4ec289-e01d-41c9-bb89-70fa845d4bf2': 'iCloud Keychain (Managed)',
  'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4': 'Google Password Manager',
  'adce0002-35bc-c60a-648b-0b25f1f05503': 'Chrome on Mac',
  '08987058-cadc-4b81-b6e1-30de50dcbe96': 'Windows Hello',
  'bada5566-a7aa-401f-bd96-45619a55120d': '1Password',
  'd548826e-79b4-db40-a3d8-11116f7e8349': 'Bitwarden',
  '01020304-0506-0708-0102-030405060708': 'Chrome virtual authenticator',
};

/** Returns a passkey's provider as AaguidMapping of @authsignal/node, or undefined if it is unknown. */
export function describeProvider(aaguid: string) {
  const name = PROVIDERS[aaguid];
  if (!name) return undefined;

  return { name, svgIconLight: icon('#444'), svgIconDark: icon('#ddd') };
}

/** A mark in place of the providers' own, which are theirs: a person beside a key. */
function icon(color: string) {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="${color}" stroke-width="2" stroke-linecap="round">` +
    '<circle cx="8" cy="7" r="4"/><path d="M1 21v-1a7 7 0 0 1 11-5.7"/><circle cx="18" cy="13" r="3"/><path d="M18 16v6M18 19.5h2.5"/></svg>';
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}
