import { Head, Html, Main, NextScript } from 'next/document';

import { themeScript } from '~/theme.js';

export default function Document() {
  return (
    <Html lang="en">
      <Head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours */}
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
      </Head>
      <body>
        <Main />
        <NextScript />
      </body>
    </Html>
  );
}
