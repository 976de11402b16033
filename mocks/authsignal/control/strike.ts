import { setTimeout } from 'node:timers/promises';

import type { Fault } from './faults';

/** Thrown where a request gets no answer: its connection ends. */
export class Cut extends Error {}

/** How a request is answered without a fault, and how it fails. */
type Ways = {
  answer(): Promise<Response>;
  fail(body: object, status: number): Response;
};

/** Answers as the fault wants. `signal` aborts when the client or the emulator ends the connection. */
export async function strike(
  fault: Fault,
  signal: AbortSignal,
  { answer, fail }: Ways,
): Promise<Response> {
  switch (fault.kind) {
    case 'status':
      return fail(describeFailure(fault.status), fault.status);
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
function describeFailure(status: number) {
  const error = status === 429 ? 'too_many_requests' : 'injected_fault';
  return { error, errorCode: error, errorDescription: 'The emulator was told to fail.' };
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
