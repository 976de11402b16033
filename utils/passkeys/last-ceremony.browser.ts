import type { Authsignal } from '@authsignal/browser';

import { type CeremonyNote, NOTE_KEY } from './ceremony-note';

/**
 * Keeps a note of each ceremony that succeeds, and lets the browser forget a passkey if Authsignal has said
 * for certain that it knows no such passkey. `invalid_credential` does not say so: it may be about this one
 * ceremony alone.
 */
export function watchCeremonies(api: Authsignal['passkey']['api']): void {
  const { authenticationOptions, registrationOptions, verify, addAuthenticator } = api;
  let rpId: string | undefined;
  let newHandle: string | undefined;

  api.authenticationOptions = async (request) => {
    const answer = await authenticationOptions.call(api, request);
    // The SDK declares the options of a creation here (version 1.16).
    if ('options' in answer && 'rpId' in answer.options) rpId = String(answer.options.rpId);
    return answer;
  };
  api.registrationOptions = async (request) => {
    const answer = await registrationOptions.call(api, request);
    if ('options' in answer) {
      rpId = answer.options.rp.id;
      newHandle = answer.options.user.id;
    }
    return answer;
  };
  api.verify = async (request) => {
    const { id: credentialId, response } = request.authenticationCredential;
    const answer = await verify.call(api, request);
    if ('errorCode' in answer && answer.errorCode === 'unknown_credential') {
      forgetCredential({ rpId: rpId ?? window.location.hostname, credentialId });
    } else if ('isVerified' in answer && answer.isVerified) {
      keepNote({ rpId, credentialId, userHandle: response.userHandle });
    }
    return answer;
  };
  api.addAuthenticator = async (request) => {
    const answer = await addAuthenticator.call(api, request);
    if ('isVerified' in answer && answer.isVerified) {
      keepNote({ rpId, credentialId: request.registrationCredential.id, userHandle: newHandle });
    }
    return answer;
  };
}

/** By a signal method that the DOM types of TypeScript 5 lack (WebAuthn Level 3, section 5.1.10). */
function forgetCredential(which: { rpId: string; credentialId: string }) {
  const api: { signalUnknownCredential?: (credential: typeof which) => Promise<void> } = Object(
    window.PublicKeyCredential,
  );
  api.signalUnknownCredential?.(which).catch(() => undefined);
}

function keepNote(note: CeremonyNote) {
  try {
    localStorage.setItem(NOTE_KEY, JSON.stringify(note));
  } catch {
    // Storage is off. The browser is told less, and nothing else is lost.
  }
}
