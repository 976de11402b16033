import { AppError } from '@/utils/base/errors';
import { check, consume, type LimitName } from '@/utils/limits/rate-limits.server';

/** How long one waits for others to be decided: most of the answer's time stays for Authsignal. */
const PATIENCE_MS = 1_000;

/** The attempts of one client or person that are not decided yet, and those that wait for them. */
interface Gate {
  inside: number;
  waiting: (() => void)[];
}

const gates = new Map<string, Gate>();

/**
 * Makes an attempt that is bad where it comes to null, and only then counts. Throws `too_many_requests`,
 * without making it, where the limit on bad ones is used up.
 *
 * A good attempt thus writes nothing. So that attempts at the very same moment do not pass the limit
 * together, no more of them are under way in this process than may still be bad; what is beyond waits
 * for a moment, and throws `service_unavailable` where the others take longer.
 */
export async function attempt<T>(
  limit: LimitName,
  key: string,
  make: () => Promise<T>,
  isBad: (result: T) => boolean = (result) => result === null,
): Promise<T> {
  const leave = await enter(limit, key);
  try {
    const result = await make();
    if (isBad(result)) await consume(limit, key); // guard: count-bad-tokens
    return result;
  } finally {
    leave();
  }
}

async function enter(limit: LimitName, key: string): Promise<() => void> {
  const id = `${limit}\n${key}`;
  let patience: AbortSignal | undefined;

  for (;;) {
    // Whoever came before is either still inside or already counted.
    const left = check(limit, key);
    const gate = gates.get(id) ?? { inside: 0, waiting: [] };
    if (gate.inside < left) {
      gate.inside++;
      gates.set(id, gate);
      return () => leave(id, gate);
    }
    await turn(gate, (patience ??= AbortSignal.timeout(PATIENCE_MS)));
  }
}

function leave(id: string, gate: Gate): void {
  gate.inside--;
  if (gate.inside === 0) gates.delete(id);
  for (const go of gate.waiting.splice(0)) go();
}

/** Resolves when one of those inside has left. */
function turn({ waiting }: Gate, patience: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new AppError('service_unavailable', { retryAfter: 1 }));
    const go = () => {
      patience.removeEventListener('abort', giveUp);
      resolve();
    };
    if (patience.aborted) return giveUp();
    patience.addEventListener('abort', giveUp, { once: true });
    waiting.push(go);
  });
}
