import type { Answer } from '../user/person';

/** Tells what failed because an instance was killed from what may not fail. */
export function watchAttempts() {
  const lost: { status: number; body: unknown; wasInFlight: boolean }[] = [];
  let killed = { instance: '', at: 0 };

  return {
    lost,
    /** Is called as that instance is killed. */
    noteKill(instance: string) {
      killed = { instance, at: performance.now() };
    },
    /** Resolves to nothing, and notes the answer as lost, if it has none of these statuses. */
    async attempt(statuses: number[], act: () => Promise<Answer>): Promise<Answer | undefined> {
      const start = performance.now();
      const answer = await act();
      const { status, headers, body } = answer;
      if (statuses.includes(status)) return answer;

      const wasThere = headers.get('instance') === killed.instance;
      const wasInFlight = wasThere && start <= killed.at && killed.at <= performance.now();
      lost.push({ status, body, wasInFlight });
      return undefined;
    },
  };
}
