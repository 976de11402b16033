import { lintSnippets, type Snippet } from './support/processes/lint-snippets';

/** Each way to name the types of a module. */
const typesOf = (module: string) =>
  [
    `import type { A } from '${module}';`,
    `import type * as B from '${module}';`,
    `export type { C, D } from '${module}';`,
    `export type * from '${module}';`,
    `export type * as E from '${module}';`,
    `export type F = import('${module}').F;`,
  ].join('\n');

const refused: Snippet[] = [
  ['utils/a.server.ts', "import { findPort } from '@/mocks/find-port';"],
  ['utils/a.server.ts', "export const load = () => import('@/mocks/find-port');"],
  ['utils/a.server.ts', "import table from '../mocks';"],
  ['utils/a.server.ts', "export * from '../mocks/find-port';"],
  ['utils/a.server.ts', "export { findPort } from '@/mocks/find-port';"],
  ['utils/a.server.ts', "import { type Port, findPort } from '@/mocks/find-port';"],
  ['utils/a.server.ts', "import '@/bench/run';"],
  ['pages/a.tsx', "import { newPerson } from '@/__tests__/support/user/person';"],
  ['utils/a.server.ts', "import Home from '@/pages/index';"],
  ['utils/a.server.ts', "import { PrismaClient } from '@prisma/client';"],
  ['utils/a.server.ts', "import { PrismaPg } from '@prisma/adapter-pg';"],
  ['utils/mail/send-mail.server.ts', "import { Decimal } from '@prisma/client/runtime/client';"],
  ['utils/a.server.ts', "export const load = () => import('@authsignal/node');"],
  ['pages/a.tsx', "import { Authsignal } from '@authsignal/browser';"],
  ['pages/a.tsx', "import axios from 'axios';"],
  ['utils/a.server.ts', "import nodemailer from 'nodemailer';"],
  ['utils/a.server.ts', "import pino from 'pino';"],
  ['utils/a.server.ts', "import { http } from 'msw';"],
  ['utils/a.server.ts', "import { trace } from '@opentelemetry/api';"],
  ['pages/a.tsx', "import Link from 'next/link';"],
  ['pages/a.tsx', "import { Client } from 'pg';"],
  ['utils/a.ts', "import { db } from '@/utils/data/db.server';"],
  ['utils/a.ts', "export const load = () => import('@/utils/data/db.server');"],
  ['utils/components/a.tsx', "import { db } from '@/utils/data/db.server';"],
  ['utils/authsignal.tsx', "import { db } from '@/utils/data/db.server';"],
  ['utils/a.server.ts', 'export const port = process.env.PORT;'],
  ['pages/a.tsx', 'export const port = process?.env.PORT;'],
  ['utils/a.server.ts', "export const port = process['env'].PORT;"],
  ['utils/a.server.ts', 'export const { env } = process;'],
  ['utils/a.server.ts', "import { env } from 'node:process'; export const { PORT } = env;"],
  ['utils/a.server.ts', "export const load = () => import('process');"],
  ['mocks/a.ts', "import { env } from '@/utils/base/env.server';"],
  ['mocks/mailbox/a.ts', "import { SITE_NAME } from '../../utils/site';"],
  ['mocks/a.ts', "import Home from '../pages/index';"],
  ['mocks/a.ts', "import { newPerson } from '../__tests__/support/user/person';"],
  ['mocks/a.ts', "import { Authsignal } from '@authsignal/node';"],
  ['mocks/a.ts', "export const load = () => import('@authsignal/node');"],
];

const accepted: Snippet[] = [
  ['utils/a.server.ts', "import { db } from '@/utils/data/db.server';"],
  ['utils/a.server.ts', "import type { Prisma } from '@prisma/client';"],
  ['utils/a.server.ts', typesOf('@prisma/client')],
  ['utils/a.ts', typesOf('@/utils/data/db.server')],
  ['mocks/a.ts', typesOf('@authsignal/node')],
  ['utils/a.server.ts', "import { page } from '@/utils/pages-of-a-list';"],
  ['utils/data/db.server.ts', "import { PrismaClient } from '@prisma/client';"],
  ['utils/passkeys/authsignal.server.ts', "import axios from 'axios';"],
  ['utils/mail/send-mail.server.ts', "import nodemailer from 'nodemailer';"],
  ['utils/base/log.server.ts', "import pino from 'pino';"],
  ['utils/telemetry/a.server.ts', "import { trace } from '@opentelemetry/api';"],
  ['utils/passkeys/use-authsignal.ts', "export const load = () => import('@authsignal/browser');"],
  ['utils/base/env.server.ts', 'export const port = process.env.PORT;'],
  ['utils/a.ts', "import type { Passkey } from '@/utils/account/passkeys.server';"],
  ['pages/a.tsx', "import { db } from '@/utils/sessions/session.server';"],
  ['mocks/a.ts', "import type { Authsignal } from '@authsignal/node';"],
  ['mocks/a.ts', "import { findPort } from './find-port';"],
];

test('the linter keeps the directions: who may import whom, and who reads the environment', () => {
  const verdicts = lintSnippets(refused);
  expect(refused.filter((_snippet, index) => verdicts[index]?.length === 0)).toEqual([]);
  expect(lintSnippets(accepted).flat()).toEqual([]);
});
