/** Next.js calls this once, before it handles the first request. */
export async function register() {
  // The file is compiled for the edge runtime too, which has no process to stop.
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { stopOnBadEnvironment } = await import('@/utils/base/env.server');
  stopOnBadEnvironment();

  const { dressEveryAnswer } = await import('@/utils/server/every-request.server');
  dressEveryAnswer();

  const { endInTime } = await import('@/utils/server/graceful-shutdown.server');
  endInTime();

  // Of a process before this one.
  const { sendWaitingLater } = await import('@/utils/change-mails/outbox.server');
  sendWaitingLater();
}
