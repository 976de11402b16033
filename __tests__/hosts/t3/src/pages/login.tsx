import type { InferGetServerSidePropsType } from 'next';
import { useRouter } from 'next/router';
import { getProviders, signIn } from 'next-auth/react';
import { type FormEvent, useState } from 'react';

const refusals: Record<string, string> = {
  AccessDenied: 'This account cannot sign in. Write to support.',
};

type Props = InferGetServerSidePropsType<typeof getServerSideProps>;

export default function Login({ providers }: Props) {
  const { query } = useRouter();
  const callbackUrl = typeof query.callbackUrl === 'string' ? query.callbackUrl : '/';
  const [email, setEmail] = useState('');
  const [isSent, setIsSent] = useState(false);
  const [error, setError] = useState<string>();
  const code = error ?? query.error?.toString();

  async function sendMail(event: FormEvent) {
    event.preventDefault();
    const answer = await signIn('email', { email, callbackUrl, redirect: false });
    setError(answer?.error ?? undefined);
    setIsSent(!answer?.error);
  }

  return (
    <main>
      <h1>Sign in to Acorn</h1>
      {code && <p role="alert">{refusals[code] ?? 'That did not work.'}</p>}
      {isSent && <p role="status">We have sent you a mail.</p>}
      <form onSubmit={(event) => void sendMail(event)}>
        <label htmlFor="email">E-mail</label>
        <input
          id="email"
          type="email"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          required
        />
        <button type="submit">Send me a link</button>
      </form>
      {providers.map(({ id, name }) => (
        <button type="button" key={id} onClick={() => void signIn(id, { callbackUrl })}>
          Continue with {name}
        </button>
      ))}
    </main>
  );
}

export async function getServerSideProps() {
  const providers = Object.values((await getProviders()) ?? {});
  return { props: { providers: providers.filter(({ id }) => id !== 'email') } };
}
