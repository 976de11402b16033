import { EVIL, INJECTED } from './values';
import { type Credentials, type HostileRequest, hostileRequests } from './requests';
import { type RawAnswer, sendRaw } from '../app/raw-http';

const AT_ONCE = 16;

interface HostileRun {
  /** How often each status was answered; 0 means that the server hung up. */
  statuses: Map<number, number>;
  /** What ought not to be, with the request that brought it about. */
  findings: string[];
}

/** Sends so many hostile requests to the app, and looks for what no request may bring about. */
export async function sendHostileRequests(options: {
  url: string;
  seed: number;
  count: number;
  paths: readonly [string, ...string[]];
  credentials: Credentials;
}): Promise<HostileRun> {
  const { url, seed, count, paths, credentials } = options;
  const requests = hostileRequests(seed, paths, credentials);
  const run: HostileRun = { statuses: new Map(), findings: [] };
  let sent = 0;

  async function send(): Promise<void> {
    while (sent < count) {
      sent++;
      const { value: request } = requests.next();
      if (!request) return;
      const answer = await sendRaw(url, request).catch(String);
      const problem = problemOf(answer, request, credentials);
      if (problem) run.findings.push(`${problem}\n${request.bytes.subarray(0, 1500).toString()}`);
      if (typeof answer !== 'string') {
        run.statuses.set(answer.status, (run.statuses.get(answer.status) ?? 0) + 1);
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, send));
  return run;
}

function problemOf(
  answer: RawAnswer | string,
  { isComplete }: HostileRequest,
  { origin }: Credentials,
): string | undefined {
  if (typeof answer === 'string') return answer;
  const { status, headers, body } = answer;
  if (status >= 500) return `It was answered with ${status}: ${body.slice(0, 200)}`;
  if (status === 0 && isComplete) return 'The server hung up without an answer.';

  const isHtml = headers.some(([name, value]) => name === 'content-type' && /html/.test(value));
  if (isHtml && body.includes('<evil-tag>')) return 'Markup was reflected.';
  const elsewhere = headers.find((header) => leadsElsewhere(header, origin));
  return elsewhere && `This header leads elsewhere: ${elsewhere.join(': ')}`;
}

/** A URL in a header is one of ours, and nothing else is the client's own word. */
function leadsElsewhere([name, value]: [string, string], origin: string): boolean {
  if (name === INJECTED) return true;
  if (name === 'location' || name === 'refresh') {
    return new URL(value.replace(/^0;url=/, ''), origin).origin !== origin;
  }
  const [, callbackUrl] = /^(?:__Host-)?callback-url=([^;]*)/.exec(value) ?? [];
  if (callbackUrl) return new URL(decodeURIComponent(callbackUrl)).origin !== origin;
  return value.includes(EVIL);
}
