import { join } from 'node:path';

import { createEmulator } from './authsignal/emulator';
import { DATA_FILES } from './data-folder';
import { startDatabase } from './database/pglite';
import { loadSecrets } from './load-secrets';
import { startMailbox } from './mailbox/mailbox';

export interface StartOptions {
  /** The app's origin. Passkeys are accepted from this origin and from `otherOrigins` only. */
  appOrigin: string;
  otherOrigins?: string[];
  /** The folder for the data. */
  folder: string;
  /** Finds a free port, if possible the preferred one. */
  findPort(preferred: number): Promise<number>;
  /** The address at which they listen. Without it, only programs on this machine can connect. */
  host?: string;
  /** The emulator's key for servers. Without it, one is made and kept in the folder. */
  tenantSecretKey?: string;
}

export interface RunningService {
  /** The variables by which the app finds it. */
  env: Record<string, string>;
  /** The address that the terminal shows. */
  address: string;
  close(): Promise<void>;
}

/** A service that the app needs. If its variables are not set, `start` runs a local one. */
export interface Service {
  name: string;
  variables: string[];
  start(options: StartOptions): Promise<RunningService>;
}

const authsignal: Service = {
  name: 'Authsignal',
  variables: [
    'NEXT_PUBLIC_AUTHSIGNAL_API_HOST',
    'NEXT_PUBLIC_AUTHSIGNAL_TENANT_ID',
    'AUTHSIGNAL_TENANT_SECRET_KEY',
  ],
  async start(options) {
    const { appOrigin, otherOrigins = [], folder, findPort } = options;
    const { host = 'localhost', tenantSecretKey } = options;
    const port = await findPort(8787);
    const secretKey = tenantSecretKey ?? loadSecrets(folder).tenantSecretKey;
    const tenantId = 'local-tenant';
    const { hostname } = new URL(appOrigin);
    const emulator = createEmulator({
      tenantId,
      secretKey,
      relyingParty: { id: hostname, name: 'Latchkey', origins: [appOrigin, ...otherOrigins] },
      webhookUrl: `${appOrigin}/api/webhooks/authsignal`,
      file: join(folder, DATA_FILES.authsignal),
    });
    const { url, apiUrl, close } = await emulator.listen({ port, host });

    return {
      env: {
        NEXT_PUBLIC_AUTHSIGNAL_API_HOST: apiUrl,
        NEXT_PUBLIC_AUTHSIGNAL_TENANT_ID: tenantId,
        AUTHSIGNAL_TENANT_SECRET_KEY: secretKey,
      },
      address: url,
      close: async () => {
        await close();
        emulator.close();
      },
    };
  },
};

const mail: Service = {
  name: 'Mailbox',
  variables: ['EMAIL_SERVER'],
  async start({ folder, findPort, host }) {
    const [smtpPort, webPort] = [await findPort(1025), await findPort(8025)];
    const file = join(folder, DATA_FILES.mails);
    const mailbox = await startMailbox({ smtpPort, webPort, file, host });
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
    const { url, close } = await startDatabase({ port, folder: join(folder, DATA_FILES.database) });
    return { env: { DATABASE_URL: url }, address: `localhost:${port}`, close };
  },
};

export const services: Service[] = [mail, authsignal, database];
