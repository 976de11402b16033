import { useState } from 'react';
import { flushSync } from 'react-dom';

import type { MessageCode } from '@/utils/base/messages';

/**
 * What is said of how something went, and `say`, which says it; without a code, nothing more. What was
 * said before goes first: to a screen reader the same words are news only where they were gone.
 */
export function useMessage() {
  const [message, setMessage] = useState<MessageCode>();

  function say(code?: MessageCode) {
    flushSync(() => setMessage(undefined));
    setMessage(code);
  }

  return [message, say] as const;
}
