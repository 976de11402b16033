import { z } from 'zod';

import { openJsonFile } from '../json-file';

import { type Mail, mailSchema } from './mail';

const MAX_MAILS = 200;

/** One recipient's address, and a part of the subject. Upper and lower case are the same. */
type Search = { to?: string | undefined; subject?: string | undefined };

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
    /** Returns the mails that fit the search; without one, all of them. */
    list: (search: Search = {}) => mails.filter((mail) => fits(search, mail)),
    /** Writes at once what is still waiting. */
    close: () => file?.close(),
  };
}

function fits({ to, subject = '' }: Search, mail: Mail) {
  const isTo = to === undefined || mail.to.some((address) => isSame(address, to));
  return isTo && mail.subject.toLowerCase().includes(subject.toLowerCase());
}

const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
