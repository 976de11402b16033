import Head from 'next/head';

/** Tells the page's scripts which user it shows: see shownUser. */
export const SignedInAs = ({ userId }: { userId: string }) => (
  <Head>
    <meta name="signed-in-as" content={userId} />
  </Head>
);
