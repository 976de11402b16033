import { join } from 'node:path';

import { createEmulator } from './authsignal/emulator';
import { startDatabase } from './database/pglite';
import { ENTRIES } from './folder';
import { serveHandlers } from './http-server';
import { startMailbox } from './mailbox/mailbox';
import { localSecrets } from './secrets';

export interface Surroundings {
  /** The origin of the app, from which alone passkeys are accepted. */
  appOrigin: string;
  /** Where users, passkeys and mails are kept. */
  folder: string;
  /** Finds a free port, if need be another than the usual one. */
  findPort(usual: number): Promise<number>;
}

/** A stand-in that runs. */
export interface Running {
  /** The variables with which the app finds it. */
  env: Record<string, string>;
  /** Where people find it. */
  address: string;
  close(): Promise<void>;
}

/** A service that the app needs: real where all its variables are set, else a stand-in. */
export interface Service {
  name: string;
  variables: string[];
  start(surroundings: Surroundings): Promise<Running>;
}

const authsignal: Service = {
  name: 'Authsignal',
  variables: [
    'NEXT_PUBLIC_AUTHSIGNAL_API_HOST',
    'NEXT_PUBLIC_AUTHSIGNAL_TENANT_ID',
    'AUTHSIGNAL_TENANT_SECRET_KEY',
  ],
  async start({ appOrigin, folder, findPort }) {
    const port = await findPort(8787);
    const { tenantSecretKey: secretKey } = localSecrets(folder);
    const tenant = { baseUrl: `http://localhost:${port}/v1`, tenantId: 'local-tenant', secretKey };
    const { hostname } = new URL(appOrigin);
    const emulator = createEmulator({
      ...tenant,
      relyingParty: { id: hostname, name: 'Latchkey', origins: [appOrigin] },
      file: join(folder, ENTRIES.authsignal),
    });
    emulator.setWebhookUrl(`${appOrigin}/api/webhooks/authsignal`);
    const server = await serveHandlers(emulator.handlers, { port, host: 'localhost' });

    return {
      env: {
        NEXT_PUBLIC_AUTHSIGNAL_API_HOST: tenant.baseUrl,
        NEXT_PUBLIC_AUTHSIGNAL_TENANT_ID: tenant.tenantId,
        AUTHSIGNAL_TENANT_SECRET_KEY: secretKey,
      },
      address: tenant.baseUrl,
      close: async () => {
        await server.close();
        emulator.close();
      },
    };
  },
};

const mail: Service = {
  name: 'Mailbox',
  variables: ['EMAIL_SERVER'],
  async start({ folder, findPort }) {
    const [smtpPort, webPort] = [await findPort(1025), await findPort(8025)];
    const mailbox = await startMailbox({ smtpPort, webPort, file: join(folder, ENTRIES.mails) });
    return {
      env: { EMAIL_SERVER: mailbox.smtpUrl },
      address: mailbox.webUrl,
      close: mailbox.close,
    };
  },
};

const database: Service = {
  name: 'PostgreSQL',
  variables: ['DATABASE_URL'],
  async start({ folder, findPort }) {
    const port = await findPort(5433);
    const { url, close } = await startDatabase({ port, folder: join(folder, ENTRIES.database) });
    return { env: { DATABASE_URL: url }, address: `localhost:${port}`, close };
  },
};

export const services: Service[] = [mail, authsignal, database];
