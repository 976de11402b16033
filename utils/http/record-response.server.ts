import type { NextApiResponse } from 'next';

/** What was answered, as a value: nothing has been sent yet. */
export interface RecordedAnswer {
  status: number;
  headers: Record<string, string | string[]>;
  body?: unknown;
}

/** A response that NextAuth writes to, and what it has written: the part that NextAuth 4 uses (next-auth/next). */
export function recordResponse() {
  const answer: RecordedAnswer = { status: 200, headers: {} };
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
    json: (body: unknown) => void (answer.body = body),
    send: (body: unknown) => void (answer.body = body),
    end: () => {},
  };
  return { answer, response: response as unknown as NextApiResponse };
}

export function sendRecorded(
  res: NextApiResponse,
  { status, headers, body }: RecordedAnswer,
): void {
  res.status(status);
  for (const [name, value] of Object.entries(headers)) {
    if (name === 'Set-Cookie') res.appendHeader(name, value);
    else res.setHeader(name, value);
  }
  if (body === undefined) res.end();
  else res.send(body);
}
