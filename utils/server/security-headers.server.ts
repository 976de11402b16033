import { devToolSources, env } from '@/utils/base/env.server';

/**
 * The headers that every answer carries. They follow the environment, so that one build serves every
 * site. A page may tighten one of them: what it sets itself wins.
 */
export function securityHeaders(): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(),

    // A body is what its type says, however much it looks like a script (ASVS 5.0, 3.4.4). The tools
    // of `next dev` have a script that goes by the name of JSON.
    ...(devToolSources().length === 0 && { 'X-Content-Type-Options': 'nosniff' }),

    // Other sites learn our host at most, never a path or a query (ASVS 5.0, 3.4.5).
    'Referrer-Policy': 'strict-origin-when-cross-origin',

    // Passkeys are for this origin alone, not for a frame in it (WebAuthn Level 3, section 5.9), and
    // no script ever asks for the rest.
    'Permissions-Policy': [
      'publickey-credentials-get=(self)',
      'publickey-credentials-create=(self)',
      ...['camera', 'microphone', 'geolocation', 'payment', 'usb'].map((name) => `${name}=()`),
    ].join(', '),

    // Nobody who opens us, or whom we open, gets hold of our window (HTML, section 7.1.3).
    'Cross-Origin-Opener-Policy': 'same-origin',

    // No other site's page can load anything of ours, not even to measure it (Fetch, section 3.6).
    'Cross-Origin-Resource-Policy': 'same-origin',

    ...strictTransportSecurity(),
  };
}

/** ASVS 5.0, 3.4.3. No nonce is needed: a webpack build of the Pages Router has no inline script. */
function contentSecurityPolicy(): string {
  const tools = devToolSources();
  const policy = {
    'default-src': ["'self'"],
    'script-src': ["'self'", ...tools],
    'style-src': ["'self'", ...tools],
    'img-src': ["'self'", 'data:'],
    // Authsignal's SDK speaks to its API from the browser; nothing else leaves this origin.
    'connect-src': ["'self'", new URL(env().NEXT_PUBLIC_AUTHSIGNAL_API_HOST).origin],
    'form-action': ["'self'"],
    'object-src': ["'none'"],
    // Neither of these two falls back to default-src.
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
  };
  return Object.entries(policy)
    .map(([directive, sources]) => [directive, ...sources].join(' '))
    .join('; ');
}

/** Two years, the least that hstspreload.org takes is one. Over http it means nothing (RFC 6797, 7.2). */
function strictTransportSecurity(): Record<string, string> {
  if (!env().NEXTAUTH_URL.startsWith('https:')) return {};
  return { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' };
}
