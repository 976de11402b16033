import type { ServerResponse } from 'node:http';

import { devToolSources, isServerless } from '@/utils/base/env.server';
import { log } from '@/utils/base/log.server';

/**
 * Throws if a page is about to be sent without a Content-Security-Policy, so that a server whose answers
 * every-request.server cannot reach is noticed at once. Pages that the build renders have no response.
 */
export function requireSecurityHeaders(res: ServerResponse | undefined): void {
  if (!res || res.hasHeader('Content-Security-Policy') || devToolSources().length > 0) return;
  // The host sets them behind our back, as the build has told it: see next.config.js.
  if (isServerless()) return;
  const help = 'Run the app in a Node.js server of its own: see docs/production.md, "The process".';
  log.error({ event: 'security_headers_missing', help });
  throw new Error('A page has no security headers.');
}
