import type { BrowserContext } from '@playwright/test';

const NAMES_POLICY = /content security policy/i;

/**
 * Collects what the Content-Security-Policy forbids on any page of the context: what the browser
 * says of it, and the event, which is there also where it says nothing (text that is evaluated).
 */
export async function watchPolicy(context: BrowserContext): Promise<string[]> {
  const violations: string[] = [];
  context.on('console', (message) => {
    if (NAMES_POLICY.test(message.text())) violations.push(message.text());
  });
  await context.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      console.error(`Content Security Policy: ${effectiveDirective} forbids ${blockedURI}`),
    ),
  );
  return violations;
}
