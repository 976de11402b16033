import type { IncomingMessage } from 'node:http';

import { PasskeyError } from './codes';
import { siteAddress } from './settings.server';

/**
 * Lets a change pass only if a script of this very site asks for it, in JSON: the Origin header is ours,
 * and Fetch Metadata, from browsers that send it, agrees (ASVS 5.0, 3.5.1). Throws `wrong_origin` or
 * `unsupported_media_type`. A DELETE needs no body.
 */
export function requireOwnRequest(req: Pick<IncomingMessage, 'method' | 'headers'>): void {
  const { method, headers } = req;
  const { origin = '', 'sec-fetch-site': from = 'same-origin' } = headers;
  const site = siteAddress(headers);
  const isOwn = origin === site || origin.replace(/^https?:\/\//, '') === site;
  if (!isOwn) throw new PasskeyError('wrong_origin'); // guard: own-origin
  if (from !== 'same-origin') throw new PasskeyError('wrong_origin'); // guard: fetch-metadata
  const [type] = (headers['content-type'] ?? '').split(';');
  const isJson = type === 'application/json' || method === 'DELETE';
  if (!isJson) throw new PasskeyError('unsupported_media_type'); // guard: json-only
}
