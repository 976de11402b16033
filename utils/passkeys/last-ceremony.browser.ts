import type { Authsignal } from '@authsignal/browser';

import { type CeremonyNote, NOTE_KEY } from './ceremony-note';

type Api = Authsignal['passkey']['api'];
type Watched = 'authenticationOptions' | 'registrationOptions' | 'verify' | 'addAuthenticator';
type Watcher = {
  [Call in Watched]: (
    request: Parameters<Api[Call]>[0],
    answer: Awaited<ReturnType<Api[Call]>>,
  ) => void;
};

/**
 * Sees each answer that the SDK gets. Keeps a note of a ceremony that succeeds, and lets the browser forget a
 * passkey that Authsignal does not know. `invalid_credential` may be about this one ceremony alone.
 */
export function ceremonyWatcher(): Watcher {
  let rpId: string | undefined;
  let newHandle: string | undefined;

  return {
    authenticationOptions(_request, answer) {
      // The SDK declares the options of a creation here (version 1.16).
      if ('options' in answer && 'rpId' in answer.options) rpId = String(answer.options.rpId);
    },
    registrationOptions(_request, answer) {
      if ('options' in answer) [rpId, newHandle] = [answer.options.rp.id, answer.options.user.id];
    },
    verify({ authenticationCredential: { id: credentialId, response, ...used } }, answer) {
      const { authenticatorAttachment } = used;
      if ('errorCode' in answer && answer.errorCode === 'unknown_credential') {
        forgetCredential({ rpId: rpId ?? window.location.hostname, credentialId });
      } else if ('isVerified' in answer && answer.isVerified) {
        keepNote({ rpId, credentialId, userHandle: response.userHandle, authenticatorAttachment });
      }
    },
    addAuthenticator({ registrationCredential: { id } }, answer) {
      const isAdded = 'isVerified' in answer && answer.isVerified;
      if (isAdded) keepNote({ rpId, credentialId: id, userHandle: newHandle });
    },
  };
}

/** By a signal method that the DOM types of TypeScript 5 lack (WebAuthn Level 3, section 5.1.10). */
function forgetCredential(which: { rpId: string; credentialId: string }) {
  type Signals = { signalUnknownCredential?: (credential: typeof which) => Promise<void> };
  const api: (typeof PublicKeyCredential & Signals) | undefined = window.PublicKeyCredential;
  api?.signalUnknownCredential?.(which).catch(() => undefined);
}

function keepNote(note: CeremonyNote) {
  try {
    localStorage.setItem(NOTE_KEY, JSON.stringify(note));
  } catch {
    // Storage is off. The browser is told less, and nothing else is lost.
  }
}
