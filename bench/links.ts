import { randomUUID } from 'node:crypto';

import type { App } from './app';
import { fromElsewhere } from './instances';
import { mailedLink } from './mail';
import { inParallel } from './in-parallel';
import { newVisitor } from './sign-ins';

const VISITORS = 8;

export interface Link {
  email: string;
  /** What the page that it opens sends off. */
  fields: Record<string, string>;
}

/** Links to so many new addresses, none of them opened yet. */
export async function mailLinks(app: App, count: number): Promise<Link[]> {
  const links: Link[] = [];
  const visitors = await Promise.all(Array.from({ length: VISITORS }, () => newVisitor(app)));
  const addresses = Array.from({ length: count }, () => `link-${randomUUID()}@example.com`);

  await inParallel(visitors, addresses, async ({ client, csrfToken, csrfCookie }, email) => {
    const fields = { csrfToken, email };
    await client.postForm('/api/auth/signin/email', csrfCookie, fields, fromElsewhere());
    const { searchParams } = new URL(await mailedLink(app, email));
    links.push({ email, fields: Object.fromEntries(searchParams) });
  });
  for (const { client } of visitors) client.close();
  return links;
}
