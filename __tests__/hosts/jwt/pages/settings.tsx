import { useSession } from 'next-auth/react';

export default function Settings() {
  const { data: session } = useSession({ required: true });
  if (!session) return <p>One moment…</p>;

  return (
    <main>
      <h1>Settings</h1>
      <p>Your address is {session.user.email}.</p>
    </main>
  );
}
