import { type CeremonyNote, NOTE_KEY } from '@/utils/passkeys/ceremony-note';

interface Account {
  /** The credential ids of all passkeys that work. */
  accepted: string[];
  /** The same, with those that were removed while the page was open. */
  own: string[];
  name: string;
}

/**
 * Tells the browser which passkeys of the account work, so that it offers no others:
 * https://www.w3.org/TR/webauthn-3/#sctn-signal-methods. Never throws. Does nothing unless the last ceremony
 * in this browser was with a passkey of this account, because only that tells the account's user handle.
 */
export async function signalAccount({ accepted, own, name }: Account): Promise<void> {
  const { rpId = window.location.hostname, userHandle: userId, credentialId } = readNote();
  if (!userId || !own.includes(credentialId ?? '')) return; // guard: own-note

  const signals = window.PublicKeyCredential;
  await Promise.allSettled([
    signals?.signalAllAcceptedCredentials?.({ rpId, userId, allAcceptedCredentialIds: accepted }),
    signals?.signalCurrentUserDetails?.({ rpId, userId, name, displayName: name }),
  ]);
}

/** Tells the browser that this passkey was removed. Never throws. */
export async function signalRemoved(credentialId: string): Promise<void> {
  const { rpId = window.location.hostname } = readNote();
  const signals = window.PublicKeyCredential;
  await signals?.signalUnknownCredential?.({ rpId, credentialId }).catch(() => {});
}

function readNote(): Partial<CeremonyNote> {
  try {
    const note: unknown = JSON.parse(localStorage.getItem(NOTE_KEY) ?? '{}');
    return Object(note);
  } catch {
    return {};
  }
}
