import { useState } from 'react';

/** Which passkey has its name form open, if any, and whether the user has asked for it. */
export function usePasskeyNaming() {
  const [open, setOpen] = useState<{ id: string; how: 'proposed' | 'asked' }>();

  return {
    howOf: (id: string) => (open?.id === id ? open.how : 'no'),
    propose: (id: string) => setOpen({ id, how: 'proposed' }),
    toggle: (id: string) => setOpen((now) => (now?.id === id ? undefined : { id, how: 'asked' })),
    /** Leaves the form of another passkey open. */
    stop: (id: string) => setOpen((now) => (now?.id === id ? undefined : now)),
  };
}
