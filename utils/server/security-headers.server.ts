import { devToolSources, env } from '@/utils/base/env.server';
import { offeredProviders } from '@/utils/base/oauth-clients.server';

/** The headers of every answer. If a page sets one of them itself, its value wins. */
export function securityHeaders(): Record<string, string> {
  const { NEXTAUTH_URL } = env();
  return {
    'Content-Security-Policy': contentSecurityPolicy(),
    // ASVS 5.0, 3.4.4. A script of `next dev` has the type of JSON.
    ...(devToolSources().length === 0 && { 'X-Content-Type-Options': 'nosniff' }),
    // Other sites learn our host at most, never a path or a query (ASVS 5.0, 3.4.5).
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    // Passkeys are for this origin, not for a frame in it (WebAuthn Level 3, section 5.9).
    'Permissions-Policy':
      'publickey-credentials-get=(self), publickey-credentials-create=(self), camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    // No other site's window can reach ours (HTML, section 7.1.3).
    'Cross-Origin-Opener-Policy': 'same-origin',
    // No other site's page can load anything of ours, not even to measure it (Fetch, section 3.6).
    'Cross-Origin-Resource-Policy': 'same-origin',
    // Two years (ASVS 5.0, 3.4.1). Over http it means nothing (RFC 6797, section 7.2).
    ...(NEXTAUTH_URL.startsWith('https:') && {
      'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
    }),
  };
}

/** Where a form of ours may be redirected to: Chromium holds redirects against `form-action`, too. */
const OAUTH_ORIGINS = { github: 'https://github.com', google: 'https://accounts.google.com' };

/** ASVS 5.0, 3.4.3. Without a nonce, because a build of the Pages Router has no inline script. */
function contentSecurityPolicy(): string {
  const ownAndTools = ["'self'", ...devToolSources()].join(' ');
  return [
    "default-src 'self'",
    `script-src ${ownAndTools}`,
    `style-src ${ownAndTools}`,
    "img-src 'self' data:",
    `connect-src 'self' ${new URL(env().NEXT_PUBLIC_AUTHSIGNAL_API_HOST).origin}`,
    ["form-action 'self'", ...offeredProviders().map((id) => OAUTH_ORIGINS[id])].join(' '),
    "object-src 'none'",
    // These two do not fall back to default-src.
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
