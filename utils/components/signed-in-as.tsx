import Head from 'next/head';

/** Names the person whom the page shows to utils/api-client.browser.ts. */
export const SignedInAs = ({ userId }: { userId: string }) => (
  <Head>
    <meta name="signed-in-as" content={userId} />
  </Head>
);
