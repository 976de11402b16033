import type { GetServerSidePropsContext, InferGetServerSidePropsType } from 'next';
import Link from 'next/link';
import { signOut, useSession } from 'next-auth/react';

import { getServerAuthSession } from '~/server/auth';
import { db } from '~/server/db';

type Props = InferGetServerSidePropsType<typeof getServerSideProps>;

export default function Home({ workspaces }: Props) {
  const { data: session } = useSession();
  return (
    <main>
      <h1>Acorn</h1>
      {session ? (
        <>
          <p>Signed in as {session.user.email}</p>
          <ul aria-label="Workspaces">
            {workspaces.map(({ id, name }) => (
              <li key={id}>{name}</li>
            ))}
          </ul>
          <Link href="/settings">Settings</Link>
          {session.user.role === 'ADMIN' && <Link href="/admin">Administration</Link>}
          <button type="button" onClick={() => void signOut({ callbackUrl: '/login' })}>
            Sign out
          </button>
        </>
      ) : (
        <Link href="/settings">Sign in</Link>
      )}
    </main>
  );
}

export async function getServerSideProps(context: GetServerSidePropsContext) {
  const session = await getServerAuthSession(context);
  const where = { ownerId: session?.user.id ?? '' };
  return { props: { session, workspaces: await db.workspace.findMany({ where }) } };
}
