import { leaksIn } from '../support/app/leaks';
import { expect } from '../support/browser/test';
import { testWithOthers as test } from '../support/browser/other-app';
import { startReceiver } from '../support/telemetry/receiver';

const LINK = { token: 'a-token-that-nobody-has-mailed', email: 'ada.of.the.test@example.com' };

test('a request is a trace, which its log lines name, and nothing secret is in it', async ({
  startOther,
}) => {
  const receiver = await startReceiver();
  const app = await startOther({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
  const query = new URLSearchParams(LINK);
  const chosen = '0af7651916cd43dd8448eb211c80319c';
  const headers = { traceparent: `00-${chosen}-b7ad6b7169203331-01`, 'User-Agent': LINK.token };
  for (const path of ['/signin/confirm', '/signin', '/nowhere', '/api/auth/callback/email'])
    await fetch(`${app.url}${path}?${query}`, { headers, redirect: 'manual' });
  expect((await fetch(`${app.url}/api/passkeys`)).status).toBe(401);
  await expect.poll(async () => (await fetch(`${app.url}/api/health`)).status).toBe(200);

  // Told to end, a process sends what it has not sent yet. Metrics would leave once a minute.
  expect(receiver.metrics()).toEqual([]);
  await app.close();
  expect(receiver.metrics().map(({ name }) => name)).toContain('passkeys.refusals');

  const named = (name: string) => receiver.spans().filter((span) => span.name === name);
  const health = named('GET /api/health').find(
    ({ attributes }) => attributes['http.status_code'] === '200',
  );
  const queries = receiver.spans().filter(({ traceId }) => traceId === health?.traceId);
  expect(health).toBeDefined();
  expect(queries.map(({ attributes }) => attributes.dependency)).toContain('postgresql');

  const [refused] = named('GET /api/passkeys');
  const lines = app.output().split('\n');
  const line = lines.find((text) => text.includes('"not_signed_in"')) ?? '{}';
  expect(JSON.parse(line)).toMatchObject({ event: 'refused', trace_id: refused?.traceId });

  // A stranger does not choose the trace.
  expect(receiver.text()).not.toContain(chosen);
  expect(named('GET /signin/confirm')).not.toEqual([]);
  expect(leaksIn(receiver.text(), Object.values(LINK))).toEqual([]);
  expect(receiver.text()).not.toContain('127.0.0.1');
  receiver.close();
});

test('a collector that is out changes no answer, and the log says so', async ({ startOther }) => {
  const app = await startOther({
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
    OTEL_BSP_SCHEDULE_DELAY: '100',
  });
  await expect.poll(async () => (await fetch(`${app.url}/api/health`)).status).toBe(200);
  await expect.poll(() => app.output()).toContain('telemetry_failed');
  expect((await fetch(`${app.url}/signin`)).status).toBe(200);
});
