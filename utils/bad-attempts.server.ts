import { AppError } from '@/utils/errors';
import { check, consume, type LimitName } from '@/utils/rate-limits.server';

/** How long one waits for others to be decided. Authsignal's deadline still fits after it. */
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
  make: () => Promise<T | null>,
): Promise<T | null> {
  const leave = await enter(limit, key);
  try {
    const result = await make();
    if (result === null) await consume(limit, key);
    return result;
  } finally {
    leave();
  }
}

async function enter(limit: LimitName, key: string): Promise<() => void> {
  const id = `${limit}\n${key}`;
  const gate = gates.get(id) ?? { inside: 0, waiting: [] };
  gates.set(id, gate);
  let patience: AbortSignal | undefined;
  const leave = () => {
    gate.inside--;
    gate.waiting.shift()?.();
    if (gate.inside === 0 && gate.waiting.length === 0) gates.delete(id);
  };

  for (;;) {
    // Whoever came before is either still inside or already counted.
    const ahead = gate.inside++;
    const left = await check(limit, key).catch((error: unknown) => {
      leave();
      throw error;
    });
    if (left > ahead) return leave;

    gate.inside--;
    // With nobody inside there would be nobody to tell that it is one's turn.
    if (gate.inside > 0) await turn(gate, (patience ??= AbortSignal.timeout(PATIENCE_MS)));
  }
}

/** Resolves when one of those inside has left. */
function turn({ waiting }: Gate, patience: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      waiting.splice(waiting.indexOf(go), 1);
      reject(new AppError('service_unavailable', { retryAfter: 1 }));
    };
    const go = () => {
      patience.removeEventListener('abort', giveUp);
      resolve();
    };
    if (patience.aborted) return reject(new AppError('service_unavailable', { retryAfter: 1 }));
    patience.addEventListener('abort', giveUp, { once: true });
    waiting.push(go);
  });
}
