import { join } from 'node:path';

import { createPasskey, signInByMail } from './support/steps';
import { expect, test } from './support/test';

const folder = 'test-results/pictures';

const looks = [
  { name: 'light', colorScheme: 'light', viewport: { width: 800, height: 700 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 800, height: 640 } },
  { name: 'phone', colorScheme: 'light', viewport: { width: 360, height: 640 } },
] as const;

for (const { name, colorScheme, viewport } of looks) {
  test(`the pages fit their window, and a picture is taken of each: ${name}`, async ({
    page,
    app,
    device,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    const picture = async (of: string) => {
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(viewport.width);
      await page.screenshot({ path: join(folder, `${of}-${name}.png`) });
    };

    await page.goto('/signin');
    await picture('sign-in');
    await page.goto('/signin?error=Verification');
    await picture('sign-in-error');
    await page.getByLabel('E-mail address').fill('ada@example.com');
    await page.getByRole('button', { name: 'Email me a sign-in link' }).click();
    await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
    await picture('check-email');

    await signInByMail(page, app, { address: `ada@${name}.example.com` });
    await expect(page.getByText('With a passkey you sign in')).toBeVisible();
    await picture('account-empty');
    await createPasskey(page);
    await picture('account');
    expect(await device.passkeys()).toHaveLength(1);
  });
}
