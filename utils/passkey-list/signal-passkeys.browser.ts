import { type CeremonyNote, NOTE_KEY } from '../passkeys/ceremony-note';

interface Account {
  /** The credential ids of all passkeys that work. */
  accepted: string[];
  /** The same, with those that were removed while the page was open. */
  own: string[];
  name: string | null;
}

/** Methods that the DOM types of TypeScript 5 lack (WebAuthn Level 3, section 5.1.10). */
interface Signals {
  signalUnknownCredential?(told: object): Promise<void>;
  signalAllAcceptedCredentials?(told: object): Promise<void>;
  signalCurrentUserDetails?(told: object): Promise<void>;
}

/**
 * Tells the browser which passkeys of the account work, so that it offers no others:
 * https://www.w3.org/TR/webauthn-3/#sctn-signal-methods. Never throws. Does nothing unless the last ceremony
 * in this browser was with a passkey of this account, because only that tells the account's user handle.
 */
export async function signalAccount({ accepted, own, name }: Account): Promise<void> {
  const { rpId = window.location.hostname, userHandle: userId, credentialId } = readNote();
  if (!userId || !own.includes(credentialId ?? '')) return; // guard: own-note

  const browser = signals();
  await Promise.allSettled([
    browser?.signalAllAcceptedCredentials?.({ rpId, userId, allAcceptedCredentialIds: accepted }),
    name && browser?.signalCurrentUserDetails?.({ rpId, userId, name, displayName: name }),
  ]);
}

/** Tells the browser that this passkey was removed. Never throws. */
export async function signalRemoved(credentialId: string): Promise<void> {
  const { rpId = window.location.hostname } = readNote();
  await signals()
    ?.signalUnknownCredential?.({ rpId, credentialId })
    .catch(() => undefined);
}

/** What the browser can be told. Undefined if it knows no passkeys. */
const signals = (): (typeof PublicKeyCredential & Signals) | undefined =>
  window.PublicKeyCredential;

export function readNote(): Partial<CeremonyNote> {
  try {
    const note: unknown = JSON.parse(localStorage.getItem(NOTE_KEY) ?? '{}');
    return Object.assign({}, note);
  } catch {
    return {};
  }
}
