import {
  context,
  type Meter,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';

import type { ServiceCall } from '@/utils/base/telemetry.server';

export type BeginCall = ReturnType<typeof createCallObserver>;

/** Makes a span and measurements of calls. Of an error it says that there was one, never its text. */
export function createCallObserver(tracer: Tracer, meter: Meter) {
  const duration = meter.createHistogram('passkeys.dependency.duration', {
    unit: 's',
    // As OpenTelemetry's conventions for databases have it, up to the longest deadline.
    advice: { explicitBucketBoundaries: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10] },
  });
  const mails = meter.createCounter('passkeys.mails', { unit: '{mail}' });

  return ({ dependency, operation }: ServiceCall) => {
    const start = performance.now();
    const name = `${dependency} ${operation}`;
    const attributes = { dependency, operation };
    const span = tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes });

    const end = (outcome: 'ok' | 'failed') => {
      duration.record((performance.now() - start) / 1000, { ...attributes, outcome });
      if (dependency === 'smtp') mails.add(1, { kind: operation, outcome });
      if (outcome === 'failed') span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    };
    const during = async <T>(work: () => Promise<T>): Promise<T> => {
      try {
        const result = await context.with(trace.setSpan(context.active(), span), work);
        end('ok');
        return result;
      } catch (error) {
        end('failed');
        throw error;
      }
    };
    return { end, during };
  };
}
