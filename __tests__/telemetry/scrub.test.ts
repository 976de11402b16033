import { SpanStatusCode } from '@opentelemetry/api';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';

import { scrubbed } from '@/utils/telemetry/scrub.server';

const ADDRESS = 'ada@example.com';

test('of a span leaves what is known to hold no secret, whatever Next.js has written', async () => {
  const exporter = new InMemorySpanExporter();
  const processor = new SimpleSpanProcessor(scrubbed(exporter));
  const tracer = new BasicTracerProvider({ spanProcessors: [processor] }).getTracer('test');
  const attributes = { 'http.method': 'GET', 'http.target': `/signin/confirm?email=${ADDRESS}` };
  const span = tracer.startSpan('GET /signin/confirm', { attributes });
  span.recordException(new Error(ADDRESS));
  span.setStatus({ code: SpanStatusCode.ERROR, message: ADDRESS });
  span.end();
  await processor.forceFlush();

  const [sent] = exporter.getFinishedSpans();
  expect(sent).toMatchObject({
    name: 'GET /signin/confirm',
    attributes: { 'http.method': 'GET' },
    ended: true,
    droppedAttributesCount: 0,
  });
  expect(sent?.attributes).not.toHaveProperty('http.target');
  expect(sent?.events).toEqual([]);
  expect(sent?.status).toEqual({ code: SpanStatusCode.ERROR });
  expect(sent?.spanContext().traceId).toMatch(/^[\da-f]{32}$/);
});
