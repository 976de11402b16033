import Link from 'next/link';
import { signOut, useSession } from 'next-auth/react';

export default function Home() {
  const { data: session, status } = useSession();
  if (status === 'loading') return <p>One moment…</p>;
  if (!session) return <Link href="/login">Sign in</Link>;

  return (
    <main>
      <p>
        Signed in as {session.user.email}, {session.user.role}
      </p>
      <Link href="/settings">Settings</Link>
      <button type="button" onClick={() => signOut({ callbackUrl: '/login' })}>
        Sign out
      </button>
    </main>
  );
}
