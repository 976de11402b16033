import { filesOf, importsOf, loadedWith } from '../support/imports/imports';

const isOpenTelemetry = (name: string) => name.startsWith('@opentelemetry/');

test('no page, route or start of the app loads anything of OpenTelemetry', () => {
  for (const entry of ['instrumentation.ts', ...filesOf('pages')])
    expect([entry, loadedWith(entry).packages.filter(isOpenTelemetry)]).toEqual([entry, []]);
  const { packages } = loadedWith('utils/telemetry/start.server.ts');
  expect(packages).toContain('@opentelemetry/sdk-metrics');
});

test('instrumentation.ts alone brings it, and later', () => {
  const loaders = ['instrumentation.ts', ...filesOf('pages'), ...filesOf('utils')].filter(
    (file) =>
      !file.startsWith('utils/telemetry/') &&
      importsOf(file).some(({ file: to }) => to?.startsWith('utils/telemetry/')),
  );
  expect(loaders).toEqual(['instrumentation.ts']);
});

test('without it a call of a service runs as it is', async () => {
  const { observeCall } = await import('@/utils/base/telemetry.server');
  const call = { dependency: 'smtp', operation: 'link' } as const;
  await expect(observeCall(call, async () => 'done')).resolves.toBe('done');
});
