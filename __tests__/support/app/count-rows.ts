import type { Person } from '../user/person';
import type { TestApp } from './test-app';

export const sessionsOf = (app: TestApp, { address }: Person) =>
  app.db().session.count({ where: { user: { email: address } } });

/** Of the person's mailed links, those that work. */
export const linksOf = (app: TestApp, { address }: Person) =>
  app.db().verificationToken.count({ where: { identifier: address, usedBy: null } });
