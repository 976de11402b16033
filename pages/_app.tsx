import type { AppProps } from 'next/app';

import { AuthsignalTenant } from '@/utils/components/authsignal-tenant';
import '@/utils/components/style.css';

export default function App({ Component, pageProps }: AppProps) {
  return (
    <>
      {pageProps.authsignal && <AuthsignalTenant {...pageProps.authsignal} />}
      <Component {...pageProps} />
    </>
  );
}
