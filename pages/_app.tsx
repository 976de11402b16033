import type { AppProps } from 'next/app';

import '@/utils/components/style.css';

export default function App({ Component, pageProps }: AppProps) {
  return <Component {...pageProps} />;
}
