import { type CeremonyNote, NOTE_KEY } from '@/utils/passkeys/ceremony-note';

interface Account {
  /** The credential ids of all passkeys that the server knows, as of now. */
  accepted: string[];
  /** The credential ids of the person's passkeys, removed ones included: whose note counts here. */
  own: string[];
  /** What passkeys of the account are called in the browser's list. */
  name: string;
}

/**
 * Tells the browser which passkeys of the account work and what they are called, so that it offers
 * no others: https://www.w3.org/TR/webauthn-3/#sctn-signal-methods. Silent, and without effect where
 * the browser cannot be told, or where nothing is known of the account as authenticators see it.
 * Newer versions of Authsignal's SDK do this too: saying it twice changes nothing.
 */
export async function signalAccount({ accepted, own, name }: Account): Promise<void> {
  const { rpId = window.location.hostname, userHandle: userId, credentialId } = readNote();
  if (!userId || !own.includes(credentialId ?? '')) return;

  const signals = window.PublicKeyCredential;
  await Promise.allSettled([
    signals?.signalAllAcceptedCredentials?.({ rpId, userId, allAcceptedCredentialIds: accepted }),
    signals?.signalCurrentUserDetails?.({ rpId, userId, name, displayName: name }),
  ]);
}

/** Tells the browser that this passkey was removed. Silent. */
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
