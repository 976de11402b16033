import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';

import { env } from '@/utils/base/env.server';

/**
 * The address of the client, as far as it can be believed. Each trusted proxy appends the address
 * it was called from to X-Forwarded-For; what stands further left is the client's own word. Where no
 * address stands in the place, it is the one that the connection comes from.
 */
export function clientAddress(req: IncomingMessage): string | undefined {
  const forwarded = String(req.headers['x-forwarded-for'] ?? '').split(',');
  const hops = env().TRUSTED_PROXY_HOPS;
  const named = hops === 0 ? undefined : forwarded.at(-hops)?.trim();
  return plainAddress(named) ?? plainAddress(req.socket.remoteAddress);
}

/**
 * The address alone, without the port that some proxies write behind it (RFC 7239, section 6), and an
 * IPv4 address as people know it, also where the socket has it mapped into IPv6 (RFC 4291, 2.5.5.2).
 */
function plainAddress(written = ''): string | undefined {
  const address = written.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1');
  if (!isIPv6(address)) return isIP(address) ? address : undefined;

  const groups = groupsOf(address);
  const isMapped = groups.slice(0, 6).join() === '0,0,0,0,0,65535';
  const bytes = groups.slice(6).flatMap((group) => [group >> 8, group & 255]);
  return isMapped ? bytes.join('.') : address;
}

/**
 * Whom a limit counts as one client: an IPv4 address or, of an IPv6 address, its first 64 bits, since
 * whoever has one address of such a network has all of them (RFC 6177).
 */
export function clientNetwork(req: IncomingMessage): string {
  const address = clientAddress(req) ?? '';
  if (!isIPv6(address)) return address;

  return groupsOf(address)
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':');
}

/** The eight numbers of an IPv6 address, in whichever of its spellings (RFC 4291, section 2.2). */
function groupsOf(address: string): number[] {
  // As a URL has it: eight numbers in hexadecimal, or fewer with one "::".
  const { hostname } = new URL(`http://[${address.replace(/%.*/, '')}]`);
  const [head = [], tail = []] = hostname
    .slice(1, -1)
    .split('::')
    .map((part) => part.split(':').filter(Boolean));
  const zeros = Array<string>(8 - head.length - tail.length).fill('0');
  return [...head, ...zeros, ...tail].map((group) => Number.parseInt(group, 16));
}
