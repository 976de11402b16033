import Head from 'next/head';
import type { ReactNode } from 'react';

/** The frame of every page: its title, the mark, and one column. */
export function Page({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <Head>
        <title>{`${title} · Passkey demo`}</title>
      </Head>
      <header className="banner">
        <Mark />
        Passkey demo
      </header>
      <main className="card">
        <h1>{title}</h1>
        {children}
      </main>
    </>
  );
}

function Mark() {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <circle cx="8" cy="12" r="4.5" fill="none" stroke="currentColor" strokeWidth="2.5" />
      <path d="M12.5 12H21v4M17 12v3" fill="none" stroke="currentColor" strokeWidth="2.5" />
    </svg>
  );
}
