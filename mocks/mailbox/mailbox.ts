import type { Mail } from './mail';
import { openMailStore } from './mail-store';
import { startSmtp } from './smtp';
import { startWeb } from './web';

export type Mailbox = {
  /** For the app: `smtp://host:port`. */
  smtpUrl: string;
  /** For people and tests: `http://host:port`. */
  webUrl: string;
  /** The newest mail first. */
  mails(): Mail[];
  clear(): void;
  close(): Promise<void>;
};

type Options = {
  /** 0 takes a free port. */
  smtpPort: number;
  /** 0 takes a free port. */
  webPort: number;
  /** Where the mails are kept over a restart; without it they are gone with the process. */
  file?: string;
};

/** This machine alone. */
const HOST = '127.0.0.1';

/** Starts a mail server that delivers to nobody, and a web page that shows what it was given. */
export async function startMailbox(options: Options): Promise<Mailbox> {
  const { smtpPort, webPort, file } = options;

  const store = openMailStore(file);
  const smtp = await startSmtp({ host: HOST, port: smtpPort, deliver: store.add });
  const web = await startWeb({ host: HOST, port: webPort, store }).catch(async (error: unknown) => {
    await smtp.close();
    throw error;
  });

  return {
    smtpUrl: `smtp://${HOST}:${smtp.port}`,
    webUrl: `http://${HOST}:${web.port}`,
    mails: () => store.list(),
    clear: store.clear,
    async close() {
      await Promise.all([smtp.close(), web.close()]);
      store.close();
    },
  };
}
