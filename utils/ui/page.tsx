import Head from 'next/head';
import type { ReactNode } from 'react';

import { SITE_NAME } from '@/utils/site';

export function Page({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <Head>
        <title>{`${title} · ${SITE_NAME}`}</title>
      </Head>
      <header className="banner">{SITE_NAME}</header>
      <main className="card">
        <h1>{title}</h1>
        {children}
      </main>
    </>
  );
}
