import type { ServerResponse } from 'node:http';

import type { NextApiRequest, NextApiResponse } from 'next';
import NextAuth, { type NextAuthOptions } from 'next-auth';

import { AppError } from '@/utils/base/errors';
import { log, logRefusal, nameOf } from '@/utils/base/log.server';

/** What NextAuth has answered, as a value: nothing is sent yet. */
export interface Answer {
  status: number;
  headers: Record<string, string | string[]>;
  body?: unknown;
}

/** What NextAuth reads of a request. A page's request has no query and no body. */
export type Question = Pick<NextApiRequest, 'cookies' | 'headers' | 'method'> &
  Partial<Pick<NextApiRequest, 'query' | 'body'>>;

/** Asks NextAuth, at a path below /api/auth. Throws `service_unavailable` if NextAuth fails. */
export async function askNextAuth(
  { query, body, cookies, headers, method }: Question,
  path: string[],
  options: NextAuthOptions,
): Promise<Answer> {
  const answer: Answer = { status: 200, headers: {} };
  // NextAuth 4 reads no more of a request than this (next-auth/next).
  const req: unknown = { query: { ...query, nextauth: path }, body, cookies, headers, method };
  try {
    await NextAuth(req as NextApiRequest, recordInto(answer) as NextApiResponse, options);
    return answer;
  } catch (error) {
    log.error({ event: 'next_auth_failed', error: nameOf(error) });
    throw new AppError('service_unavailable');
  }
}

/** The methods of a response that NextAuth 4 calls. */
function recordInto(answer: Answer): unknown {
  const send = (body: unknown) => Object.assign(answer, { body });
  const response = {
    status(status: number) {
      answer.status = status;
      return response;
    },
    getHeader: (name: string) => answer.headers[name],
    setHeader(name: string, value: string | string[]) {
      answer.headers[name] = value;
      return response;
    },
    json: send,
    send,
    end() {},
  };
  return response;
}

/** Takes a cookie out of an answer. */
export function dropCookie({ headers }: Answer, name: string): void {
  const cookies = [headers['Set-Cookie'] ?? []].flat();
  headers['Set-Cookie'] = cookies.filter((header) => !header.startsWith(`${name}=`));
}

/** Sets one cookie of an answer on `res`, if given. */
export function setCookies(res: ServerResponse | undefined, { headers }: Answer, name: string) {
  for (const header of [headers['Set-Cookie'] ?? []].flat()) {
    if (header.startsWith(`${name}=`)) res?.appendHeader('Set-Cookie', header);
  }
}

/** Sends an answer, and logs it if it is a refusal. Cookies that `res` has already stay. */
export function sendAnswer(
  res: NextApiResponse,
  { status, headers, body, error }: Answer & { error?: string | undefined },
): void {
  const code = error ?? (status < 400 ? undefined : 'invalid_request');
  if (code) logRefusal(code, status); // guard: log-refused-sign-ins
  const { 'Set-Cookie': cookies = [], ...others } = headers;
  res
    .status(status)
    .setHeaders(new Map(Object.entries(others)))
    .appendHeader('Set-Cookie', cookies);
  if (body === undefined) res.end();
  else res.send(body);
}
