import { useState } from 'react';

import type { MessageCode } from '@/utils/base/messages';
import { codeOf } from '@/utils/http/api-client.browser';
import { useMessage } from '@/utils/ui/use-message';

/** Sends one request at a time. It throws, or resolves to, what went wrong. A success leaves it busy. */
export function useRequest() {
  const [isBusy, setBusy] = useState(false);
  const [error, say] = useMessage();

  async function send(request: () => Promise<MessageCode | void>) {
    if (isBusy) return;
    say();
    setBusy(true);
    const failure = await request().catch(codeOf);
    if (!failure) return;
    setBusy(false);
    say(failure);
  }

  return { isBusy, error, send, clearError: () => say() };
}
