import type { Mail } from './mail';
import { openMailStore } from './mail-store';
import { startSmtp } from './smtp';
import { startWeb } from './web';

export type Mailbox = {
  /** For the app: `smtp://host:port`. */
  smtpUrl: string;
  /** For browsers and tests: `http://host:port`. */
  webUrl: string;
  /** The newest mail first. */
  mails(): Mail[];
  clear(): void;
  close(): Promise<void>;
};

type Options = {
  /** 0 means any free port. */
  smtpPort: number;
  /** 0 means any free port. */
  webPort: number;
  /** The file for the mails. Without it, they are kept in memory only. */
  file?: string;
  /** Where the page listens. Without it, only programs on this machine can connect. */
  host?: string;
};

const HOST = '127.0.0.1';

/** Starts a mail server that delivers nothing, and its web page. Rejects if a port is taken. */
export async function startMailbox(options: Options): Promise<Mailbox> {
  const { smtpPort, webPort, file, host = HOST } = options;

  const store = openMailStore(file);
  const smtp = await startSmtp({ host: HOST, port: smtpPort, deliver: store.add });
  const web = await startWeb({ host, port: webPort, store }).catch(async (error: unknown) => {
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
