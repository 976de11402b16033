import { expect, test } from '../support/browser/test';

const attempts = [
  {
    what: 'a script in the page',
    directive: 'script-src-elem forbids inline',
    attempt: () => {
      const script = document.createElement('script');
      script.textContent = 'window.hasRun = true';
      document.body.append(script);
    },
  },
  {
    what: 'text that is evaluated',
    directive: 'script-src forbids eval',
    // As a script of the page, which unlike Playwright's own has no way around the policy.
    attempt: () => void setTimeout('window.hasRun = true'),
  },
  {
    what: 'a style in the page',
    directive: 'style-src-attr forbids inline',
    attempt: () => document.body.setAttribute('style', 'color: red'),
  },
  {
    what: 'a request to somebody else',
    directive: 'connect-src forbids http://localhost:9/',
    attempt: () => void fetch('http://localhost:9/').catch(() => {}),
  },
];

test.describe('the browser refuses', () => {
  test.use({ expectedErrors: /Content Security Policy/ });

  for (const { what, directive, attempt } of attempts) {
    test(what, async ({ page, violations }) => {
      await page.goto('/signin');
      await page.evaluate(attempt);
      await expect.poll(() => violations.join()).toContain(directive);
      expect(await page.evaluate('window.hasRun')).toBeUndefined();
      violations.length = 0;
    });
  }

  test('a violation fails every test, whatever errors it expects', async ({ page, violations }) => {
    await page.goto('/signin');
    await page.evaluate(() => document.body.setAttribute('style', 'color: red'));
    await expect.poll(() => violations).not.toEqual([]);
    // From here only the check at the end of every test can fail, and it has to.
    test.fail();
  });
});
