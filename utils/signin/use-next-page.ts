import Router from 'next/router';
import { useEffect } from 'react';

/**
 * Goes to the next page without loading React and Next.js again. It replaces the sign-in page in the history, so
 * that "Back" does not return to it. If the session has ended meanwhile, Next.js returns to the sign-in page, which
 * is then loaded again, because it would go on saying "Signing you in…".
 */
export async function showPage(url: string): Promise<void> {
  await Router.replace(url);
  if (window.location.pathname === '/signin') window.location.reload();
}

/** Fetches the scripts of the next page while a ceremony runs, so that they are there when it has succeeded. */
export function useNextPage(url: string, isRunning: boolean): void {
  useEffect(() => {
    if (isRunning) void Router.prefetch(url).catch(() => undefined);
  }, [url, isRunning]);
}
