/** Next.js calls this once, before it handles the first request. */
export async function register() {
  // Not an early return: Next.js compiles this for the edge runtime, too, without what is in this block.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { stopOnBadEnvironment } = await import('@/utils/base/env.server');
    stopOnBadEnvironment();
    const { prepareEveryRequest } = await import('@/utils/server/every-request.server');
    prepareEveryRequest();
    const { shutDownGracefully } = await import('@/utils/server/graceful-shutdown.server');
    shutDownGracefully();
    const { retryUnsentMails } = await import('@/utils/change-mails/outbox.server');
    retryUnsentMails();
  }
}
