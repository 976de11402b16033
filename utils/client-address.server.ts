import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';

import { env } from '@/utils/env.server';

/**
 * The address of the client, as far as it can be believed. Each trusted proxy appends the address
 * it was called from to X-Forwarded-For; what stands further left is the client's own word.
 */
export function clientAddress(req: IncomingMessage): string | undefined {
  const forwarded = String(req.headers['x-forwarded-for'] ?? '').split(',');
  const hops = env().TRUSTED_PROXY_HOPS;
  if (hops === 0) return req.socket.remoteAddress;
  return forwarded.at(-hops)?.trim() || req.socket.remoteAddress;
}

/** An IPv4 address as people know it, also where the socket has it mapped into IPv6 (RFC 4291, 2.5.5.2). */
const unmapped = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '');

/** The client's address for people to read; undefined where a header says anything but an address. */
export function readableAddress(req: IncomingMessage): string | undefined {
  const address = unmapped(clientAddress(req) ?? '');
  return isIP(address) ? address : undefined;
}

/**
 * Whom a limit counts as one client: an IPv4 address or, of an IPv6 address, its first 64 bits, since
 * whoever has one address of such a network has all of them (RFC 6177).
 */
export function clientNetwork(req: IncomingMessage): string {
  const address = unmapped(clientAddress(req) ?? '');
  if (!isIPv6(address)) return address;

  const groups = (part = '') => part.split(':').filter(Boolean);
  const [head, tail] = address.split('::').map(groups);
  const zeros = Array<string>(8 - (head?.length ?? 0) - (tail?.length ?? 0)).fill('0');
  const all = [...(head ?? []), ...zeros, ...(tail ?? [])];
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
