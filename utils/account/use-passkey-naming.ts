import { useState } from 'react';

/** Which passkey is being given a name, if any, and whether the person has asked for that. */
export function usePasskeyNaming() {
  const [naming, setNaming] = useState<{ id: string; how: 'proposed' | 'asked' }>();

  return {
    howOf: (id: string) => (naming?.id === id ? naming.how : 'no'),
    propose: (id: string) => setNaming({ id, how: 'proposed' }),
    toggle: (id: string) =>
      setNaming((current) => (current?.id === id ? undefined : { id, how: 'asked' })),
    /** Unless it is another one that is being named by now. */
    stop: (id: string) => setNaming((current) => (current?.id === id ? undefined : current)),
  };
}
