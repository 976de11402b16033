import { useCallback, useRef } from 'react';

/**
 * A function that asks, and shows the answer unless it has asked again meanwhile: the answer to an older
 * question may be the one that comes last.
 */
export function useNewest<Answer>(ask: () => Promise<Answer>, show: (answer: Answer) => void) {
  const asked = useRef(0);

  return useCallback(async () => {
    const own = ++asked.current;
    const answer = await ask();
    if (own === asked.current) show(answer);
  }, [ask, show]);
}
