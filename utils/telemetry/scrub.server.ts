import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base';

/** Next.js adds the address with its query, which may hold a link's token, and the texts of errors. */
const KEPT = new Set([
  'dependency',
  'operation',
  'http.method',
  'http.route',
  'http.status_code',
  'error.type',
  'next.span_type',
]);

/** Lets an exporter see of each span only what is known to hold no secret. */
export const scrubbed = (exporter: SpanExporter): SpanExporter => ({
  export: (spans, done) => exporter.export(spans.map(scrub), done), // guard: scrubbed-spans
  shutdown: () => exporter.shutdown(),
  forceFlush: async () => exporter.forceFlush?.(),
});

/** All else, such as its times, is read from the span itself. */
function scrub(span: ReadableSpan): ReadableSpan {
  const kept = Object.entries(span.attributes).filter(([name]) => KEPT.has(name));
  return Object.create(span, {
    attributes: { value: Object.fromEntries(kept) },
    events: { value: [] },
    status: { value: { code: span.status.code } },
  });
}
