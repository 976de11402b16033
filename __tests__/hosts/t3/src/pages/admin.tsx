import type { GetServerSidePropsContext, InferGetServerSidePropsType } from 'next';

import { getServerAuthSession } from '~/server/auth';
import { db } from '~/server/db';

type Props = InferGetServerSidePropsType<typeof getServerSideProps>;

export default function Admin({ users }: Props) {
  return (
    <main>
      <h1>Administration</h1>
      <p>{users} users</p>
    </main>
  );
}

export async function getServerSideProps(context: GetServerSidePropsContext) {
  const session = await getServerAuthSession(context);
  if (session?.user.role !== 'ADMIN') return { notFound: true as const };
  return { props: { session, users: await db.user.count() } };
}
