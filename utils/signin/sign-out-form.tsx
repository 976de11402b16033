import { NOTE_KEY } from '@/utils/passkeys/ceremony-note';

export function SignOutForm({ csrfToken }: { csrfToken: string }) {
  return (
    <form method="post" action="/api/auth/signout" onSubmit={forgetCeremony}>
      <input type="hidden" name="csrfToken" value={csrfToken} />
      <input type="hidden" name="callbackUrl" value="/" />
      <button type="submit" className="quiet">
        Sign out
      </button>
    </form>
  );
}

/** The browser's note of the last passkey names its user. */
function forgetCeremony() {
  try {
    localStorage.removeItem(NOTE_KEY);
  } catch {
    // Storage is off, and so there is no note.
  }
}
