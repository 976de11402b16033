import type { AppProps } from 'next/app';

import type { Outage } from '@/utils/http/page-props.server';
import { OutOfService } from '@/utils/ui/out-of-service';
import '@/utils/ui/style.css';

export default function App({ Component, pageProps }: AppProps<Partial<Outage>>) {
  return pageProps.isOut ? <OutOfService /> : <Component {...pageProps} />;
}
