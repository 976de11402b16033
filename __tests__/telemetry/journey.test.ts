import channels from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';

import { leaksIn } from '../support/app/leaks';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { type Receiver, startReceiver } from '../support/telemetry/receiver';
import { makeWholeJourney } from '../support/user/whole-journey';

let receiver: Receiver;
let app: TestApp;
const cleanUps: (() => void)[] = [];
beforeAll(async () => {
  receiver = await startReceiver();
  app = await startTestApp({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url } });
  const { startTelemetry } = await import('@/utils/telemetry/start.server');
  const subscribe = jest.spyOn(channels, 'subscribe');
  const flush = startTelemetry();
  // Test files share a process.
  for (const [channel, hear] of subscribe.mock.calls)
    cleanUps.push(() => channels.unsubscribe(channel, hear));
  jest.restoreAllMocks();
  await makeWholeJourney(app);
  await flush();
});
afterAll(async () => {
  await app.close();
  for (const cleanUp of cleanUps) cleanUp();
  receiver.close();
});

const pointsOf = (metric: string) =>
  receiver.metrics().find(({ name }) => name === `passkeys.${metric}`)?.points ?? [];

/** How often lines of the log say this. */
const linesWith = (fields: object) =>
  app.logLines.filter((line) =>
    Object.entries(fields).every(([name, value]) => JSON.parse(line)[name] === value),
  ).length;

test('no address, token or IP is in what is sent, although there is a lot', () => {
  expect(receiver.text().length).toBeGreaterThan(50_000);
  expect(leaksIn(receiver.text(), app.secrets)).toEqual([]);
  expect(receiver.text()).not.toContain('@');
  expect(receiver.text()).not.toMatch(/\b\d+\.\d+\.\d+\.\d+\b|2001:db8/);
});

test('sign-ins are counted by method and outcome, as the log has them', () => {
  expect(pointsOf('sign_ins').map(({ attributes }) => attributes)).toEqual(
    expect.arrayContaining([
      { method: 'email', outcome: 'succeeded' },
      { method: 'passkey', outcome: 'succeeded' },
      { method: 'passkey', outcome: 'refused', reason: 'spent' },
      { method: 'email', outcome: 'refused', reason: 'invalid' },
    ]),
  );
  for (const { attributes, asDouble } of pointsOf('sign_ins')) {
    const { method, outcome, reason } = attributes;
    expect(asDouble).toBe(linesWith({ event: `sign_in_${outcome}`, method, reason }));
  }
});

test('so are enrolments, refusals, and each line by its event', () => {
  expect(pointsOf('enrolments')).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ attributes: { outcome: 'begun' }, asDouble: 1 }),
      expect.objectContaining({ attributes: { outcome: 'added' }, asDouble: 1 }),
    ]),
  );
  expect(pointsOf('refusals').length).toBeGreaterThan(2);
  for (const { attributes, asDouble } of pointsOf('refusals')) {
    const { code, status } = attributes;
    expect(asDouble).toBe(linesWith({ event: 'refused', code, status: Number(status) }));
  }
  const counted = pointsOf('events').map(({ attributes, asDouble }) => [
    attributes.event,
    asDouble,
  ]);
  expect(new Set(counted.map(([event]) => event)).size).toBeGreaterThan(8);
  for (const [event, count] of counted) expect(linesWith({ event })).toBe(count);
});

test('mails are counted by kind and outcome', () => {
  const outcomes = pointsOf('mails').map(({ attributes }) => attributes);
  for (const kind of ['link', 'change']) {
    expect(outcomes).toContainEqual({ kind, outcome: 'ok' });
    expect(outcomes).toContainEqual({ kind, outcome: 'failed' });
  }
  expect(outcomes).toHaveLength(4);
  const sentLinks = pointsOf('mails').find(
    ({ attributes: { kind, outcome } }) => kind === 'link' && outcome === 'ok',
  );
  expect(sentLinks?.asDouble).toBe(linesWith({ event: 'link_mailed' }));
});

test('each call of a service has its span, without an id, and a measured time', () => {
  const names = new Set(receiver.spans().map(({ name }) => name));
  for (const name of [
    'postgresql SELECT User',
    'authsignal POST users/*/actions/*',
    'authsignal POST validate',
    'authsignal GET users/*/authenticators',
    'authsignal DELETE users/*/authenticators/*',
    'smtp link',
    'smtp change',
  ])
    expect(names).toContain(name);
  expect(names.size).toBeLessThan(60);

  const measured = pointsOf('dependency.duration').map(({ attributes }) => attributes);
  for (const dependency of ['postgresql', 'authsignal', 'smtp'])
    expect(measured).toContainEqual(expect.objectContaining({ dependency, outcome: 'ok' }));
  const deletion = { dependency: 'authsignal', operation: 'DELETE users/*', outcome: 'failed' };
  expect(measured).toContainEqual(deletion);
});

test('of an error a span says that there was one, and no more', () => {
  const failed = receiver.spans().filter(({ status }) => status.code === 2);
  expect(failed.length).toBeGreaterThan(1);
  for (const { status, events } of receiver.spans()) {
    expect(status.message).toBeUndefined();
    expect(events).toEqual([]);
  }
});

test('docs/operations.md names each metric, its unit and its labels', () => {
  const rows = readFileSync('docs/operations.md', 'utf8').split('\n');
  for (const { name, unit, points } of receiver.metrics()) {
    const row = rows.find((line) => line.startsWith(`| \`${name}\` | \`${unit}\` |`));
    expect([name, unit, row]).toEqual([name, unit, expect.any(String)]);
    for (const { attributes } of points)
      for (const label of Object.keys(attributes)) expect(row).toContain(`\`${label}\``);
  }
});
