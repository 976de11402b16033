import Router from 'next/router';
import { useEffect } from 'react';

/**
 * Without a whole page load, which would run the scripts of React and Next.js once more. In place of the sign-in
 * page, so that "Back" does not lead there. If the next page leads there, the session has ended, and all begins anew.
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
