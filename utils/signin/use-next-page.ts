import Router from 'next/router';
import { useEffect } from 'react';

/** Without a whole page load, which would run the scripts of React and Next.js once more. */
export const showPage = (url: string) => void Router.push(url);

/** Fetches the scripts of the next page while a ceremony runs, so that they are there when it has succeeded. */
export function useNextPage(url: string, isRunning: boolean): void {
  useEffect(() => {
    if (isRunning) void Router.prefetch(url).catch(() => undefined);
  }, [url, isRunning]);
}
