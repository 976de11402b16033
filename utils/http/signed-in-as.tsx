import Head from 'next/head';

/** Names the person whom the page shows to its scripts, which tell the server: see shown-person.browser. */
export const SignedInAs = ({ userId }: { userId: string }) => (
  <Head>
    <meta name="signed-in-as" content={userId} />
  </Head>
);
