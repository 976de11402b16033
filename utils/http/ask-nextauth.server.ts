import type { NextApiRequest, NextApiResponse } from 'next';
import NextAuth, { type NextAuthOptions } from 'next-auth';

import { AppError } from '@/utils/base/errors';
import { log, nameOf } from '@/utils/base/log.server';

/** What NextAuth has answered, as a value: nothing is sent yet. */
export interface Answer {
  status: number;
  headers: Record<string, string | string[]>;
  body?: unknown;
}

/** What NextAuth reads of a request. A page's request has no query and no body. */
type Question = Pick<NextApiRequest, 'cookies' | 'headers' | 'method'> &
  Partial<Pick<NextApiRequest, 'query' | 'body'>>;

/** Asks NextAuth, at a path below /api/auth. Throws `service_unavailable` if NextAuth fails. */
export async function askNextAuth(
  question: Question,
  path: string[],
  options: NextAuthOptions,
): Promise<Answer> {
  const answer: Answer = { status: 200, headers: {} };
  try {
    const req = requestWith(question, path) as NextApiRequest;
    await NextAuth(req, responseTo(answer) as NextApiResponse, options);
    return answer;
  } catch (error) {
    log.error({ event: 'next_auth_failed', error: nameOf(error) });
    throw new AppError('service_unavailable');
  }
}

// NextAuth 4 reads of a request, and calls of a response, only what is in these two (next-auth/next).

const requestWith = (
  { query, body, cookies, headers, method }: Question,
  nextauth: string[],
): unknown => ({ query: { ...query, nextauth }, body, cookies, headers, method });

function responseTo(answer: Answer): unknown {
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
    json(body: unknown) {
      answer.body = body;
    },
    send(body: unknown) {
      answer.body = body;
    },
    end() {},
  };
  return response;
}

/** The Set-Cookie headers of an answer for one cookie. */
export const cookiesOf = ({ headers }: Answer, name: string): string[] =>
  [headers['Set-Cookie'] ?? []].flat().filter((header) => header.startsWith(`${name}=`));

/** Sends an answer. Cookies that `res` has already stay. */
export function sendAnswer(res: NextApiResponse, { status, headers, body }: Answer): void {
  res.status(status);
  for (const [name, value] of Object.entries(headers)) {
    if (name === 'Set-Cookie') res.appendHeader(name, value);
    else res.setHeader(name, value);
  }
  if (body === undefined) res.end();
  else res.send(body);
}
