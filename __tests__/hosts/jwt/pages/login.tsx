import { useRouter } from 'next/router';
import { signIn } from 'next-auth/react';
import type { FormEvent } from 'react';

export default function Login() {
  const { query } = useRouter();
  const callbackUrl = typeof query.callbackUrl === 'string' ? query.callbackUrl : '/';

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { email, password } = Object.fromEntries(new FormData(event.currentTarget));
    void signIn('credentials', { email, password, callbackUrl });
  }

  return (
    <main>
      <h1>Sign in</h1>
      {query.error && <p role="alert">E-mail or password are wrong.</p>}
      <form onSubmit={submit}>
        <label>
          E-mail
          <input name="email" type="email" required />
        </label>
        <label>
          Password
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <button type="submit">Sign in</button>
      </form>
    </main>
  );
}
