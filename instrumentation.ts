import type { Instrumentation } from 'next';

/** Next.js calls this once, before it handles the first request. */
export async function register() {
  // Not an early return: Next.js compiles this for the edge runtime, too, without what is in this block.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { isServerless, stopOnBadEnvironment } = await import('@/utils/base/env.server');
    stopOnBadEnvironment();
    const telemetry = process.env.OTEL_EXPORTER_OTLP_ENDPOINT
      ? await import('@/utils/telemetry/start.server')
      : undefined;
    const flush = telemetry?.startTelemetry();
    if (isServerless()) return;

    const { prepareEveryRequest } = await import('@/utils/server/every-request.server');
    prepareEveryRequest();
    const { shutDownGracefully } = await import('@/utils/server/graceful-shutdown.server');
    shutDownGracefully(flush);
    const { keepHouse } = await import('@/utils/account/housekeeping.server');
    keepHouse();
  }
}

/** Next.js calls this with what a page or a route has thrown. Most of that was reported before. */
export const onRequestError: Instrumentation.onRequestError = async (error) => {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { reportError } = await import('@/utils/base/report-error.server');
    reportError(error);
  }
};
