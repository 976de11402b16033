import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';

import ipaddr from 'ipaddr.js';

import { env, presentSecret } from '@/utils/base/env.server';

/** Each trusted proxy appends its caller to X-Forwarded-For. What is further left, the client wrote. */
export function clientAddress(req: IncomingMessage): string | undefined {
  const forwarded = String(req.headers['x-forwarded-for'] ?? '').split(',');
  const hops = env().TRUSTED_PROXY_HOPS;
  const named = hops === 0 ? undefined : forwarded.at(-hops)?.trim();
  return (parse(named) ?? parse(req.socket.remoteAddress))?.toString();
}

/** The client as limits count it. A client has at least 64 bits of IPv6 addresses (RFC 6177). */
export function clientNetwork(req: IncomingMessage): string {
  const address = clientAddress(req) ?? '';
  if (!isIPv6(address)) return address;
  return ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`).toString();
}

/** The client as the log names it: the same for each request of a client, and no address. */
export const clientHash = (req: IncomingMessage): string =>
  keyedHash(`client\n${clientNetwork(req)}`).slice(0, 16);

/** In place of a text that is not to be stored. Without NEXTAUTH_SECRET no text can be tried out on it. */
export const keyedHash = (text: string): string =>
  createHmac('sha256', presentSecret()).update(text).digest('base64url');

/** Drops the port that some proxies append (RFC 7239, section 6). Reads ::ffff:192.0.2.1 as IPv4. */
function parse(written = '') {
  const address = written.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1');
  // The library also takes 127.1 and 0x7f.0.0.1, which no proxy writes.
  return isIP(address) ? ipaddr.process(address) : undefined;
}
