import { timeLeft } from '@/utils/base/current-request.server';

/** What `work` resolves to. Throws when this request's answer is due, or after `limit` milliseconds. */
export async function untilDue<T>(work: () => Promise<T>, limit = Infinity): Promise<T> {
  const late = new Error('The answer is due.');
  const time = Math.min(timeLeft(), limit);
  if (time === 0) throw late;

  let timer: NodeJS.Timeout | undefined;
  const due = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(reject, time, late);
  });
  return Promise.race([work(), due]).finally(() => clearTimeout(timer));
}
