import type { AppProps } from 'next/app';

import { AuthsignalProvider } from '@/utils/authsignal';
import '@/utils/components/style.css';

export default function App({ Component, pageProps }: AppProps) {
  return (
    <AuthsignalProvider config={pageProps.authsignal}>
      <Component {...pageProps} />
    </AuthsignalProvider>
  );
}
