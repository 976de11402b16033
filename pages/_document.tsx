import {
  type DocumentContext,
  type DocumentProps,
  Head,
  Html,
  Main,
  NextScript,
} from 'next/document';

import { AuthsignalTenant } from '@/utils/authsignal';
import { requireSecurityHeaders } from '@/utils/server/require-security-headers.server';

export default function Document({ __NEXT_DATA__: { page, props, buildId } }: DocumentProps) {
  const tenant = props.pageProps?.authsignal;
  return (
    <Html lang="en">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        {tenant && <AuthsignalTenant {...tenant} />}
        {page === '/signin' && tenant && <EarlyScripts buildId={buildId} />}
      </Head>
      <body>
        <Main />
        <NextScript />
      </body>
    </Html>
  );
}

Document.getInitialProps = async (context: DocumentContext) => {
  requireSecurityHeaders(context.res); // guard: required-headers
  return context.defaultGetInitialProps(context);
};

/**
 * The scripts that offer passkeys before React loads: see next.config.js. The first, of 1.6 KB, blocks the
 * first paint, so that no press of the button is lost. (Firefox paints before.)
 */
function EarlyScripts({ buildId }: { buildId: string }) {
  if (buildId === 'development') return null;
  const folder = `/_next/static/${buildId}`;
  return (
    <>
      <script async blocking="render" src={`${folder}/autofill.js`} />
      <link rel="preload" as="script" href={`${folder}/authsignal.js`} />
    </>
  );
}
