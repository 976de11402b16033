import { setTimeout } from 'node:timers/promises';

import type { Fault } from './faults';

/** Thrown where a request gets no answer: its connection ends. */
export class Cut extends Error {}

/** Answers as the fault wants. `signal` aborts when the client or the emulator ends the connection. */
export async function strike(
  fault: Fault,
  signal: AbortSignal,
  answer: () => Promise<Response>,
): Promise<Response> {
  switch (fault.kind) {
    case 'status':
      return failWith(fault.status);
    case 'latency':
      await setTimeout(fault.ms, undefined, { signal }).catch(() => {
        throw new Cut();
      });
      return answer();
    case 'hang':
      await untilAborted(signal);
      throw new Cut();
    case 'cut':
      await answer();
      throw new Cut();
    case 'malformed':
      return halve(await answer());
  }
}

/** Documented: `too_many_requests`. */
function failWith(status: number): Response {
  const error = status === 429 ? 'too_many_requests' : 'injected_fault';
  const errorDescription = 'The emulator was told to fail.';
  return Response.json({ error, errorCode: error, errorDescription }, { status });
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

async function halve(response: Response): Promise<Response> {
  const text = await response.text();
  const { status, headers } = response;
  return new Response(text.slice(0, text.length / 2), {
    status,
    headers: { 'Content-Type': headers.get('content-type') ?? 'application/json' },
  });
}
