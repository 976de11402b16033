import { useState } from 'react';
import { flushSync } from 'react-dom';

import type { MessageCode } from '@/utils/base/messages';

/** A message, and `say`, which replaces it; without a code it clears it. */
export function useMessage() {
  const [message, setMessage] = useState<MessageCode>();

  function say(code?: MessageCode) {
    // Cleared first, because a screen reader does not announce the same words twice in a row.
    flushSync(() => setMessage(undefined));
    setMessage(code);
  }

  return [message, say] as const;
}
