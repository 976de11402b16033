import { useEffect } from 'react';

/** Calls `onReturn` when the user comes back to this tab. */
export function useReturn(onReturn: () => void): void {
  useEffect(() => {
    const check = () => document.visibilityState === 'visible' && onReturn();
    window.addEventListener('focus', check);
    document.addEventListener('visibilitychange', check);
    return () => {
      window.removeEventListener('focus', check);
      document.removeEventListener('visibilitychange', check);
    };
  }, [onReturn]);
}
