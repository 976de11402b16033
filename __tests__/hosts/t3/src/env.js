import { createEnv } from '@t3-oss/env-nextjs';
import { z } from 'zod';

export const env = createEnv({
  server: {
    DATABASE_URL: z.string().url(),
    NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
    NEXTAUTH_SECRET: z.string(),
    NEXTAUTH_URL: z.string().url(),
    EMAIL_SERVER: z.string(),
    EMAIL_FROM: z.string(),
    ACME_URL: z.string().url(),
    ACME_CLIENT_ID: z.string(),
    ACME_CLIENT_SECRET: z.string(),
  },
  client: {},
  runtimeEnv: {
    DATABASE_URL: process.env.DATABASE_URL,
    NODE_ENV: process.env.NODE_ENV,
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET,
    NEXTAUTH_URL: process.env.NEXTAUTH_URL,
    EMAIL_SERVER: process.env.EMAIL_SERVER,
    EMAIL_FROM: process.env.EMAIL_FROM,
    ACME_URL: process.env.ACME_URL,
    ACME_CLIENT_ID: process.env.ACME_CLIENT_ID,
    ACME_CLIENT_SECRET: process.env.ACME_CLIENT_SECRET,
  },
});
