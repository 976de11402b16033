/** The key in localStorage under which the browser keeps the note of its last ceremony. */
export const NOTE_KEY = 'passkey-ceremony';

/** What the WebAuthn Signal API, and an invitation to a passkey, need to know of this browser's last ceremony. */
export interface CeremonyNote {
  /** Missing if it is the page's host. */
  rpId: string | undefined;
  /** Tells whose ceremony it was: the note counts for the user who has this passkey. */
  credentialId: string;
  /** The user as authenticators know them (WebAuthn section 5.4.3). No API of the server tells it. */
  userHandle: string | undefined;
  authenticatorAttachment?: string | undefined;
}
