import type { ReactNode } from 'react';

import { SITE_NAME } from '@/utils/site';

/** Styles are inline, because many mail programs drop style sheets. Dark mode brings its own colours. */
export function MailFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
      </head>
      <body style={{ margin: 0, padding: '32px 20px', font: '16px/1.5 system-ui, sans-serif' }}>
        <main style={{ maxWidth: 440, margin: '0 auto' }}>
          <p style={{ margin: '0 0 24px', fontWeight: 600 }}>{SITE_NAME}</p>
          <h1 style={{ margin: '0 0 20px', fontSize: 22, lineHeight: 1.25 }}>{title}</h1>
          {children}
        </main>
      </body>
    </html>
  );
}

export function MailButton({ href, children }: { href: string; children: ReactNode }) {
  return (
    <p style={{ margin: '0 0 24px' }}>
      <a href={href} style={buttonStyle}>
        {children}
      </a>
    </p>
  );
}

export function MailParagraph({ children }: { children: ReactNode }) {
  return <p style={{ margin: '0 0 12px' }}>{children}</p>;
}

const buttonStyle = {
  display: 'inline-block',
  padding: '12px 24px',
  border: '1px solid #1f5f4a',
  borderRadius: 10,
  background: '#1f5f4a',
  color: '#ffffff',
  fontWeight: 600,
  textDecoration: 'none',
};
