import type { Authsignal } from '@authsignal/browser';

import { NOTE_KEY } from '@/utils/passkeys/actions';

/** What the browser's own list of passkeys has to be told by, of the last ceremony here. */
export interface CeremonyNote {
  /** Left out where it is the page's host. */
  rpId?: string;
  /** Tells whose ceremony it was: the note counts for the person who has this passkey. */
  credentialId: string;
  /** The person as authenticators know them (WebAuthn section 5.4.3). No API of the server tells it. */
  userHandle: string;
}

/**
 * Keeps a note of each ceremony that succeeds, for utils/account/signal-passkeys.browser.ts, and has the
 * browser forget a passkey where Authsignal has said for certain that it knows no such passkey.
 * `invalid_credential` is no such answer: it may speak of this one ceremony alone.
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
      window.PublicKeyCredential.signalUnknownCredential?.({
        rpId: rpId ?? window.location.hostname,
        credentialId,
      }).catch(() => {});
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

function keepNote(note: { [Key in keyof CeremonyNote]: unknown }) {
  try {
    localStorage.setItem(NOTE_KEY, JSON.stringify(note));
  } catch {
    // Storage is off: the browser is told less, and nothing else is lost.
  }
}
