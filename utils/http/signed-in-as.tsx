import Head from 'next/head';

/** Names the user whom the page shows to its scripts, which tell the server: see shownUser. */
export const SignedInAs = ({ userId }: { userId: string }) => (
  <Head>
    <meta name="signed-in-as" content={userId} />
  </Head>
);
