export function SignOutForm({ csrfToken }: { csrfToken: string }) {
  return (
    <form method="post" action="/api/auth/signout">
      <input type="hidden" name="csrfToken" value={csrfToken} />
      <input type="hidden" name="callbackUrl" value="/" />
      <button type="submit" className="quiet">
        Sign out
      </button>
    </form>
  );
}
