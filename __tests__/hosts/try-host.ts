import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Browser, expect } from '@playwright/test';

import { query } from '../support/database/query';
import { countChanges } from './figures';
import type { Host } from './host';
import { HostCopy } from './host-copy';
import { startHost, startHostServices } from './host-services';
import { addItem, askDoctor, removeItem } from './item';
import type { Trial } from './trial';

/** Tries a host as it is, puts passkeys into it, tries it again, and takes them out. */
export async function tryHost(host: Host, browser: Browser, check: Trial['check']): Promise<void> {
  const services = await startHostServices(await host.start?.());
  const { url, databaseUrl, mailboxUrl, env } = services;
  const trial: Trial = { url, databaseUrl, mailboxUrl, browser, check };
  const copy = new HostCopy(host.folder, env);
  const withBuild = async <T>(run: () => Promise<T>) => {
    const app = await startHost(copy.folder, url, env);
    return run().finally(() => app.close());
  };

  try {
    await query(databaseUrl, readFileSync(join(host.folder, host.tables), 'utf8'));
    await host.seed?.(databaseUrl);
    await copy.commit();
    await copy.run('npm', 'install');
    await copy.build();
    const untouched = await copy.git('status', '--short');
    const then = await withBuild(() => host.journey(trial));

    const item = await addItem(copy, host.item);
    await check('the doctor says what is left to do, and then that nothing is', async () => {
      await expect(askDoctor(copy, item)).rejects.toThrow('withPasskeys');
      if (host.doctorWrites) await askDoctor(copy, item, '--write').catch(() => undefined);
      copy.edit(host.edits);
      expect(await askDoctor(copy, item)).toContain('nothing to do');
    });
    const start = Date.now();
    await query(databaseUrl, host.newTable);
    await copy.build();
    const seconds = (Date.now() - start) / 1000;
    const { copied, own } = await countChanges(copy, item.files);
    console.log(`  copied: ${copied.files} files, ${copied.lines} lines`);
    console.log(`  the host's own: ${own.files} files, ${own.lines} lines added or changed`);
    console.log(`  ${item.seconds.toFixed()} s to install, ${seconds.toFixed()} s to build`);

    await check('it copies at most 26 files and 1,500 lines', async () => {
      expect(copied.files).toBeLessThanOrEqual(26);
      expect(copied.lines).toBeLessThanOrEqual(1_500);
    });
    await check('the owner adds or changes at most 60 lines', async () => {
      expect(own.lines).toBeLessThanOrEqual(60);
    });
    await check('no package of the host gets another version', async () => {
      expect(item.raised).toEqual([]);
    });
    await withBuild(() => then(trial));

    await check('without the item and the edits, the host is as it was', async () => {
      await removeItem(copy, item);
      await copy.git('reset', '--quiet');
      await copy.undo([...Object.keys(host.edits), ...(host.doctorWrites ?? [])]);
      expect(copy.read('.env.local')).toBe('');
      expect(await copy.git('status', '--short')).toBe(untouched);
      expect(await copy.git('diff', 'HEAD')).toBe('');
    });
  } finally {
    copy.close();
    await services.close();
  }
}
