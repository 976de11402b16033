import { createRequire } from 'node:module';

import type { RequestHandler } from 'msw';

/** msw belongs to the project that uses it, and is loaded only there. It may show a request to others too, so its body stays. */
export function createHandlers(
  baseUrl: string,
  fetch: (request: Request) => Promise<Response>,
): RequestHandler[] {
  const { http }: typeof import('msw') = createRequire(__filename)('msw');
  return [http.all(`${baseUrl}/*`, ({ request }) => fetch(request.clone()))];
}
