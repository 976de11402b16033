import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { z } from 'zod';

const attributesSchema = z
  .array(
    z.object({
      key: z.string(),
      value: z.record(z.string(), z.union([z.string(), z.number(), z.unknown()])),
    }),
  )
  .transform((list) =>
    Object.fromEntries(list.map(({ key, value }) => [key, String(Object.values(value)[0])])),
  );

const spanSchema = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  attributes: attributesSchema,
  events: z.array(z.unknown()),
  status: z.object({ code: z.number(), message: z.string().optional() }),
});
const tracesSchema = z.object({
  resourceSpans: z.array(
    z.object({ scopeSpans: z.array(z.object({ spans: z.array(spanSchema) })) }),
  ),
});

const pointSchema = z.object({
  attributes: attributesSchema,
  asDouble: z.number().optional(),
  /** Of a histogram. */
  count: z.number().optional(),
  sum: z.number().optional(),
});
const dataSchema = z.object({ dataPoints: z.array(pointSchema) }).optional();
const metricsSchema = z.object({
  resourceMetrics: z.array(
    z.object({
      scopeMetrics: z.array(
        z.object({
          metrics: z.array(
            z.object({
              name: z.string(),
              unit: z.string(),
              sum: dataSchema,
              histogram: dataSchema,
            }),
          ),
        }),
      ),
    }),
  ),
});

/** A collector that takes OTLP over HTTP, in JSON. */
export async function startReceiver() {
  const bodies = { '/v1/traces': [] as string[], '/v1/metrics': [] as string[] };
  const server = createServer(async (req, res) => {
    const body = await text(req);
    if (req.url === '/v1/traces' || req.url === '/v1/metrics') bodies[req.url].push(body);
    res.setHeader('Content-Type', 'application/json').end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** All that has arrived, as it was sent. */
    text: () => Object.values(bodies).flat().join('\n'),
    spans: () =>
      bodies['/v1/traces']
        .flatMap((body) => tracesSchema.parse(JSON.parse(body)).resourceSpans)
        .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    /** The last values, which are counted from the start. */
    metrics: () =>
      metricsSchema
        .parse(JSON.parse(bodies['/v1/metrics'].at(-1) ?? '{"resourceMetrics":[]}'))
        .resourceMetrics.flatMap(({ scopeMetrics }) => scopeMetrics)
        .flatMap(({ metrics }) => metrics)
        .map(({ name, unit, sum, histogram }) => ({
          name,
          unit,
          points: (sum ?? histogram)?.dataPoints ?? [],
        })),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;
