import { subscribe } from 'node:diagnostics_channel';
import { ClientRequest, IncomingMessage } from 'node:http';

import { z } from 'zod';

import { env } from '@/utils/base/env.server';
import type { BeginCall } from '@/utils/telemetry/calls.server';

const sent = z.object({ request: z.instanceof(ClientRequest) });
const answered = sent.extend({ response: z.instanceof(IncomingMessage) });

/** The words of Authsignal's paths. Every other part may be an id. */
const WORD = /^(users|actions|authenticators|validate)$/;

/**
 * Observes calls of Authsignal where Node.js tells of them (nodejs.org/api/diagnostics_channel), because the
 * core, which makes them, stands alone and knows no telemetry.
 */
export function observeAuthsignal(begin: BeginCall): void {
  const { host, pathname } = new URL(env().NEXT_PUBLIC_AUTHSIGNAL_API_HOST);
  const base = pathname.replace(/(\/v1)?\/*$/, '/v1/');
  const underWay = new WeakMap<ClientRequest, ReturnType<BeginCall>>();

  const end = (request: ClientRequest, outcome: 'ok' | 'failed') => {
    underWay.get(request)?.end(outcome);
    underWay.delete(request);
  };
  subscribe('http.client.request.start', (message) => {
    const { request } = sent.parse(message);
    if (request.getHeader('host') !== host || !request.path.startsWith(base)) return;
    const parts = request.path.slice(base.length).replace(/\?.*/s, '').split('/');
    const path = parts.map((part) => (WORD.test(part) ? part : '*')).join('/');
    const operation = `${request.method} ${path}`;
    underWay.set(request, begin({ dependency: 'authsignal', operation }));
  });
  subscribe('http.client.response.finish', (message) => {
    const { request, response } = answered.parse(message);
    end(request, (response.statusCode ?? 0) < 400 ? 'ok' : 'failed');
  });
  subscribe('http.client.request.error', (message) => {
    end(sent.parse(message).request, 'failed');
  });
}
