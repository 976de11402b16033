import { spawnSync } from 'node:child_process';

const refused: [string, string][] = [
  ['utils/a.server.ts', "import { findPort } from '@/mocks/find-port';"],
  ['utils/a.server.ts', "export const load = () => import('@/mocks/find-port');"],
  ['utils/a.server.ts', "import table from '../mocks';"],
  ['pages/a.tsx', "import { newPerson } from '@/__tests__/support/person';"],
  ['utils/a.server.ts', "import Home from '@/pages/index';"],
  ['utils/a.server.ts', "import { PrismaClient } from '@prisma/client';"],
  ['utils/a.server.ts', "export const load = () => import('@authsignal/node');"],
  ['pages/a.tsx', "import { Authsignal } from '@authsignal/browser';"],
  ['pages/a.tsx', "import axios from 'axios';"],
  ['pages/a.tsx', "import Link from 'next/link';"],
  ['pages/a.tsx', "import { Client } from 'pg';"],
  ['utils/a.ts', "import { db } from '@/utils/db.server';"],
  ['utils/components/a.tsx', "import { db } from '@/utils/db.server';"],
  ['utils/a.server.ts', 'export const port = process.env.PORT;'],
  ['utils/a.server.ts', "export const port = process['env'].PORT;"],
  ['utils/a.server.ts', 'export const { env } = process;'],
  ['utils/a.server.ts', "import { env } from 'node:process'; export const { PORT } = env;"],
  ['mocks/a.ts', "import { env } from '@/utils/env.server';"],
  ['mocks/a.ts', "import { Authsignal } from '@authsignal/node';"],
];

const accepted: [string, string][] = [
  ['utils/a.server.ts', "import { db } from '@/utils/db.server';"],
  ['utils/a.server.ts', "import type { Prisma } from '@prisma/client';"],
  ['utils/db.server.ts', "import { PrismaClient } from '@prisma/client';"],
  ['utils/authsignal.tsx', "export const load = () => import('@authsignal/browser');"],
  ['utils/env.server.ts', 'export const port = process.env.PORT;'],
  ['utils/a.ts', "import type { Passkey } from '@/utils/passkeys.server';"],
  ['pages/a.tsx', "import { db } from '@/utils/session.server';"],
  ['mocks/a.ts', "import type { Authsignal } from '@authsignal/node';"],
  ['mocks/a.ts', "import { findPort } from './find-port';"],
];

test('the linter keeps the directions: who may import whom, and who reads the environment', () => {
  const { stdout, stderr } = spawnSync(process.execPath, ['__tests__/support/lint-snippets.mjs'], {
    input: JSON.stringify([...refused, ...accepted]),
    encoding: 'utf8',
  });
  expect(stderr).toBe('');

  const verdicts: string[][] = JSON.parse(stdout);
  const passed = refused.filter((_snippet, index) => verdicts[index]?.length === 0);
  expect(passed).toEqual([]);
  expect(verdicts.slice(refused.length).flat()).toEqual([]);
});
