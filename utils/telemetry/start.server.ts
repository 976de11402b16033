import { AsyncResource } from 'node:async_hooks';

import { context, diag, DiagLogLevel, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';

import { log } from '@/utils/base/log.server';
import { setTelemetry } from '@/utils/base/telemetry.server';
import { createCallObserver } from '@/utils/telemetry/calls.server';
import { createLineCounter } from '@/utils/telemetry/count-lines.server';
import { observeAuthsignal } from '@/utils/telemetry/authsignal-calls.server';
import { scrubbed } from '@/utils/telemetry/scrub.server';

/**
 * Sends traces and metrics by OTLP (HTTP, JSON). OpenTelemetry reads its own OTEL_ variables. Next.js makes the
 * span of each request as soon as there is a tracer. No propagator is set: strangers could write the headers.
 * Returns a function that sends what is there.
 */
export function startTelemetry(): () => Promise<unknown> {
  const ignore = () => {};
  // Its text may hold the headers that authorize us. Bound, because a request's timer may have begun the export.
  const error = AsyncResource.bind(() => log.warn({ event: 'telemetry_failed' }));
  const logger = { error, warn: ignore, info: ignore, debug: ignore, verbose: ignore };
  diag.setLogger(logger, DiagLogLevel.ERROR);

  const resource = defaultResource()
    .merge(resourceFromAttributes({ 'service.name': 'nextauth-passkeys' }))
    .merge(detectResources({ detectors: [envDetector] }));

  const traces = new BasicTracerProvider({
    resource,
    spanProcessors: [new BatchSpanProcessor(scrubbed(new OTLPTraceExporter()))],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(traces);

  const reader = new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter() });
  const metrics = new MeterProvider({ resource, readers: [reader] });
  const meter = metrics.getMeter('passkeys');

  const begin = createCallObserver(traces.getTracer('passkeys'), meter);
  observeAuthsignal(begin);
  setTelemetry({
    observe: (call, work) => begin(call).during(work),
    countLine: createLineCounter(meter),
    traceId: () => trace.getActiveSpan()?.spanContext().traceId,
  });
  return () => Promise.allSettled([traces.forceFlush(), metrics.forceFlush()]);
}
