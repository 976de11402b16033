import { z } from 'zod';

import { openJsonFile } from '../json-file';

import { type Mail, mailSchema } from './mail';

const MAX_MAILS = 200;

export type MailStore = ReturnType<typeof openMailStore>;

/** Keeps the newest 200 mails, newest first. With a `path`, they are saved to that file. */
export function openMailStore(path?: string) {
  const file = path === undefined ? undefined : openJsonFile(path, z.array(mailSchema));
  let mails = file?.read() ?? [];

  function replace(next: Mail[]) {
    mails = next.slice(0, MAX_MAILS);
    file?.write(() => mails);
  }

  return {
    add: (mail: Mail) => replace([mail, ...mails]),
    clear: () => replace([]),
    find: (id: string) => mails.find((mail) => mail.id === id),
    /** Returns all mails, or those to one address. Upper and lower case are the same. */
    list: (to?: string) => mails.filter((mail) => to === undefined || isFor(to, mail)),
    /** Writes at once what is still waiting. */
    close: () => file?.close(),
  };
}

function isFor(to: string, mail: Mail) {
  return mail.to.some((address) => address.toLowerCase() === to.toLowerCase());
}
