import type { GetServerSidePropsContext, InferGetServerSidePropsType } from 'next';

import { getServerAuthSession } from '~/server/auth';

type Props = InferGetServerSidePropsType<typeof getServerSideProps>;

export default function Settings({ session }: Props) {
  return (
    <main>
      <h1>Settings</h1>
      <p>The account of {session.user.email}</p>
    </main>
  );
}

export async function getServerSideProps(context: GetServerSidePropsContext) {
  const session = await getServerAuthSession(context);
  if (!session) return { redirect: { destination: '/login', permanent: false } };
  return { props: { session } };
}
