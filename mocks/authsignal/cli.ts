import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { domainOf, HELP, readOptions } from './cli-options';
import { createEmulator } from './emulator';

async function main() {
  const options = readOptions(process.argv.slice(2), process.env);
  if (!options) return console.log(HELP);

  const { origin: origins, 'rp-name': name, persist, tenant, secret, webhook } = options;
  const { 'rp-id': id = domainOf(origins) } = options;
  const file = persist && join(persist, 'authsignal.jsonl');
  const isNew = !file || !existsSync(file) || statSync(file).size === 0;
  const emulator = createEmulator({
    tenantId: tenant,
    secretKey: secret,
    relyingParty: { id, name, origins, userVerification: options['user-verification'] },
    webhookUrl: webhook,
    file,
  });
  if (options.seed && isNew) emulator.seed(JSON.parse(readFileSync(options.seed, 'utf8')));
  const { url, apiUrl, close } = await emulator.listen(options);

  console.log(`  Portal        ${url}
  API           ${apiUrl}
  Tenant id     ${emulator.tenantId}
  Secret key    ${emulator.secretKey}
  Passkeys of   ${id}, on pages of ${origins.join(', ')}`);

  const stop = async () => {
    await close();
    emulator.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
