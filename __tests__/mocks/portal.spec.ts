import { createServer } from 'node:http';

import { axeFindings } from '../support/browser/axe';
import { expect, withApp } from '../support/browser/test';
import { serveEmulator } from '../support/authsignal/served';

const PAGES = ['/', '/user?id=ada', '/actions', '/requests', '/webhooks', '/faults', '/nowhere'];

const test = withApp(serveEmulator);

test.use({ javaScriptEnabled: false, expectedErrors: /404/ });

test.beforeEach(async ({ app }) => {
  app.emulator.reset();
  const sms = { verificationMethod: 'SMS', phoneNumber: '+64211234567' } as const;
  app.emulator.seed({
    users: [{ userId: 'ada', email: 'ada@example.test' }, { userId: 'bob' }],
    authenticators: [{ ...sms, userId: 'ada' }],
  });
});

test('without JavaScript, a user is found, and a challenge of theirs finished', async ({
  page,
  app,
}) => {
  const { token } = await app.track('ada', 'pay');
  await page.goto('/');
  await page.getByLabel('Search').fill('example.test');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.getByText('1 user with “example.test”')).toBeVisible();

  await page.getByRole('link', { name: 'ada', exact: true }).click();
  await page.getByRole('button', { name: /^Finish challenge of pay/ }).click();
  await expect(page.getByRole('cell', { name: 'CHALLENGE_SUCCEEDED' })).toBeVisible();
  expect(await app.server.validateChallenge({ token })).toMatchObject({ isValid: true });

  await page.getByRole('button', { name: /^Remove SMS/ }).click();
  await expect(page.getByText('None.')).toBeVisible();
  expect(await app.server.getAuthenticators({ userId: 'ada' })).toEqual([]);
});

test('without JavaScript, outcomes and rules are set, and decide', async ({ page, app }) => {
  await app.track('ada', 'pay');
  await page.goto('/');
  await page.getByRole('link', { name: 'Actions' }).click();
  await page.getByLabel('Outcome of pay').first().selectOption('BLOCK');
  await page.getByRole('button', { name: 'Set outcome of pay' }).click();
  await expect(page.getByLabel('Outcome of pay').first()).toHaveValue('BLOCK');
  expect(await app.track('ada', 'pay')).toMatchObject({ state: 'BLOCK' });

  await page.getByLabel('Id', { exact: true }).fill('home');
  await page.getByLabel('When').selectOption('From one of the countries');
  await page.getByLabel('Countries').fill('nz');
  await page.getByLabel('Outcome', { exact: true }).last().selectOption('ALLOW');
  await page.getByRole('button', { name: 'Add rule' }).click();
  await expect(page.getByText('Every action from NZ')).toBeVisible();
  const home = { 'X-Emulator-Country': 'NZ' };
  expect(await app.track('ada', 'pay', {}, home)).toMatchObject({ state: 'ALLOW' });

  await page.getByRole('button', { name: 'Remove rule home' }).click();
  await expect(page.getByText('No rule.')).toBeVisible();
});

test('without JavaScript, requests are read, and made to fail', async ({ page, app }) => {
  await page.goto('/faults');
  await page.getByLabel('Operation').selectOption('getUser');
  await page.getByRole('button', { name: 'Answer 500' }).click();
  await expect(page.getByText('getUser answers 500')).toBeVisible();
  await expect(app.server.getUser({ userId: 'ada' })).rejects.toMatchObject({ statusCode: 500 });

  await page.getByRole('button', { name: '1 hour on' }).click();
  await expect(page.getByText('is not the real time.')).toBeVisible();

  await page.getByRole('link', { name: 'Requests' }).click();
  await page.getByText('/v1/users/ada').click();
  await expect(page.getByText('"errorCode": "injected_fault"')).toBeVisible();
});

test('without JavaScript, a webhook is sent again', async ({ page, app }) => {
  let received = 0;
  const receiver = createServer((_, res) => {
    received++;
    res.writeHead(204).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const address = receiver.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  app.emulator.setWebhookUrl(`http://127.0.0.1:${port}/`);
  const [sms] = await app.server.getAuthenticators({ userId: 'ada' });
  await app.server.deleteAuthenticator({
    userId: 'ada',
    userAuthenticatorId: sms?.userAuthenticatorId ?? '',
  });
  await expect.poll(() => received).toBe(1);

  await page.goto('/webhooks');
  await page.getByRole('button', { name: /^Send again/ }).click();
  await expect(page.getByText('2 attempts to')).toBeVisible();
  expect(received).toBe(2);
  receiver.close();
  app.emulator.setWebhookUrl(undefined);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme}`, () => {
    test.use({ colorScheme, javaScriptEnabled: true });

    test('axe finds nothing on any page, and a phone shows all of each', async ({ page, app }) => {
      await app.track('ada', 'pay', { deviceId: 'a'.repeat(100) });
      app.emulator.setRules([{ id: 'r'.repeat(60), when: 'new-device', outcome: 'CHALLENGE' }]);
      await app.track('ada', 'a-rather-long-name-of-an-action-that-has-as-many-letters-as-may-be');
      app.emulator.setFaults([{ kind: 'status', status: 500 }]);
      app.emulator.setWebhookUrl('http://127.0.0.1:9/');
      const [sms] = app.emulator.state().authenticators;
      app.emulator.setFaults([]);
      const userAuthenticatorId = sms?.userAuthenticatorId ?? '';
      await app.server.deleteAuthenticator({ userId: 'ada', userAuthenticatorId });
      app.emulator.setWebhookUrl(undefined);

      await page.setViewportSize({ width: 360, height: 740 });
      const findings: string[] = [];
      for (const path of PAGES) {
        await page.goto(path);
        for (const details of await page.locator('summary').all()) await details.click();
        findings.push(...(await axeFindings(page)).map((finding) => `${path}: ${finding}`));
        const hidden = await page.evaluate(
          () => document.documentElement.scrollWidth - window.innerWidth,
        );
        expect([path, hidden]).toEqual([path, 0]);
      }
      expect(findings).toEqual([]);

      await page.evaluate(() => document.querySelector('h1')?.remove());
      expect((await axeFindings(page)).join()).toContain('page-has-heading-one');
    });
  });
}
