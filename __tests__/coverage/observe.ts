import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

import { z } from 'zod';

import { createEmulator } from '../../mocks/authsignal/emulator';
import { contract } from '../support/authsignal/contract/contract';
import type { OperationId } from '../support/authsignal/contract/documented';
import { play, type TenantAddress } from '../support/authsignal/contract/play';

const KEYS = { tenantId: 'tenant-of-the-coverage', secretKey: 'secret-of-the-coverage' };
/** Of these Authsignal tells the app. */
const CHANGES: OperationId[] = ['enrollAuthenticator', 'updateUser', 'deleteAuthenticator'];
const eventSchema = z.object({ type: z.string() });

type Observed = { isImitated(operation: string): Promise<boolean>; events: Set<string> };

/** Looks at an emulator of its own, after the changes of the contract have been played. Throws if it differs there. */
export async function observe<Result>(look: (observed: Observed) => Promise<Result>) {
  const events = new Set<string>();
  const app = createServer(async (request, response) => {
    events.add(eventSchema.parse(await json(request)).type);
    response.end();
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  const address = app.address();
  const port = typeof address === 'object' ? address?.port : 0;

  const emulator = createEmulator({ ...KEYS, webhookUrl: `http://127.0.0.1:${port}` });
  const listening = await emulator.listen({ port: 0 });
  const tenant = { ...KEYS, baseUrl: listening.apiUrl };
  try {
    for (const each of contract.filter(({ operation }) => CHANGES.includes(operation))) {
      const differences = await play(each, tenant);
      if (differences.length > 0) throw new Error(`${each.fact}:\n${differences.join('\n')}`);
    }
    return await look({ isImitated: (operation) => isImitated(tenant, operation), events });
  } finally {
    await listening.close();
    emulator.close();
    app.close();
  }
}

/** Whether an operation is anything but `not_emulated`, as whoever asks with the right key is told. */
async function isImitated({ baseUrl, tenantId, secretKey }: TenantAddress, operation: string) {
  const [method, path = ''] = operation.split(' ');
  const key = path.startsWith('/client/') ? tenantId : `${secretKey}:`;
  const response = await fetch(baseUrl + path.replaceAll(/:\w+/g, 'x'), {
    method,
    headers: { Authorization: `Basic ${btoa(key)}` },
    body: method === 'GET' ? undefined : '{}',
  });
  return !(await response.text()).includes('not_emulated');
}
