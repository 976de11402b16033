import { z } from 'zod';

import { operations } from '../http/operations';

const MAX_PAUSE = 10 * 60_000;
const ids = operations.map(({ id }) => id);

const faultBase = {
  operation: z
    .string()
    .refine((id) => ids.includes(id), `There are these operations: ${ids.join(', ')}`)
    .optional(),
  probability: z.number().min(0).max(1).optional(),
  times: z.int().min(1).optional(),
};

export const faultsSchema = z.array(
  z.discriminatedUnion('kind', [
    z.strictObject({
      ...faultBase,
      kind: z.literal('status'),
      status: z.int().min(400).max(599),
    }),
    z.strictObject({
      ...faultBase,
      kind: z.literal('latency'),
      ms: z.int().min(0).max(MAX_PAUSE),
    }),
    z.strictObject({ ...faultBase, kind: z.enum(['hang', 'cut', 'malformed']) }),
  ]),
);

export type Fault = z.infer<typeof faultsSchema>[number];
export type Faults = ReturnType<typeof createFaults>;

/** The faults that are set. Of those that are about an operation, the first that is due strikes. */
export function createFaults() {
  let set: { fault: Fault; left: number }[] = [];
  let random = createRandom(1);

  return {
    set(faults: Fault[], seed = 1) {
      set = faults.map((fault) => ({ fault, left: fault.times ?? Infinity }));
      random = createRandom(seed);
    },

    /** Those that may still strike. */
    list: (): Fault[] =>
      set
        .filter(({ left }) => left > 0)
        .map(({ fault, left }) => (fault.times ? { ...fault, times: left } : fault)),

    /** The fault that strikes this request, which uses it up by one, or undefined. */
    take(operationId: string): Fault | undefined {
      const due = set.find(
        ({ fault, left }) =>
          left > 0 &&
          (fault.operation ?? operationId) === operationId &&
          (fault.probability === undefined || random() < fault.probability),
      );
      if (due) due.left--;
      return due?.fault;
    },
  };
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}
