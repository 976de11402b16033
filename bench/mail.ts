import { z } from 'zod';

import type { App } from './app';

const listed = z.object({ mails: z.array(z.object({ text: z.string() })) });

/** The sign-in link of the newest mail to the address. */
export async function mailedLink({ mailboxUrl }: App, address: string): Promise<string> {
  const query = new URLSearchParams({ to: address });
  const { mails } = listed.parse(await (await fetch(`${mailboxUrl}/api/mails?${query}`)).json());
  const link = /https?:\S+/.exec(mails[0]?.text ?? '')?.[0];
  if (!link) throw new Error(`No sign-in link was mailed to ${address}.`);
  return link;
}
