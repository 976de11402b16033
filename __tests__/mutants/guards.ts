/** A guard of the app, how to take it out, and the tests that are to notice. */
export interface Guard {
  name: string;
  file: string;
  /** Text that stands in the file once, and what takes its place. */
  remove: string;
  leave: string;
  /** Of `__tests__/`, without the ending. */
  test: string;
}

const result = { file: 'utils/passkey-result.server.ts', test: 'sign-in-with-passkey' };

export const guards: Guard[] = [
  {
    ...result,
    name: 'a result has to be valid',
    remove: 'if (!result.isValid)',
    leave: 'if (false)',
  },
  {
    ...result,
    name: 'its ceremony has to have succeeded',
    remove: "if (result.state !== 'CHALLENGE_SUCCEEDED')",
    leave: 'if (false)',
  },
  {
    ...result,
    name: 'it has to be of our action',
    remove: 'if (result.action !== expected.action)',
    leave: 'if (false)',
  },
  {
    name: 'Authsignal is asked about the right person',
    file: 'utils/enrolment.server.ts',
    remove: '{ action: ENROL_ACTION, userId }',
    leave: '{ action: ENROL_ACTION }',
    test: 'create-passkey',
  },
  {
    ...result,
    name: 'it has to be by passkey',
    remove: "if (result.verificationMethod !== 'PASSKEY')",
    leave: 'if (false)',
  },
  {
    ...result,
    name: 'it has to be fresh',
    remove: 'if (!(age <= RESULT_LIFE_MS && age >= -CLOCK_SKEW_MS))',
    leave: 'if (false)',
  },
  {
    ...result,
    name: 'a token has to look like one',
    remove: 'if (!wellFormed.success)',
    leave: 'if (!wellFormed.success && token === undefined)',
  },
  {
    name: 'a token is spent',
    file: 'utils/spent-tokens.server.ts',
    remove: 'if (isDuplicate(error)) return false;',
    leave: 'if (isDuplicate(error)) return true;',
    test: 'sign-in-with-passkey',
  },
  {
    name: 'Authsignal has a deadline',
    file: 'utils/authsignal.server.ts',
    remove: 'AbortSignal.timeout(DEADLINE_MS)',
    leave: 'AbortSignal.timeout(600_000)',
    test: 'sign-in-with-passkey',
  },
  {
    name: 'the answers of Authsignal have a shape',
    file: 'utils/authsignal.server.ts',
    remove: 'if (parsed.success) return parsed.data;',
    leave: 'return answer as T;',
    test: 'sign-in-with-passkey',
  },
  {
    name: 'a rule that blocks is honoured',
    file: 'utils/authsignal.server.ts',
    remove: "if (tracked.state === 'BLOCK')",
    leave: 'if (false)',
    test: 'create-passkey',
  },
  {
    name: 'a change comes from our own origin',
    file: 'utils/api-route.server.ts',
    remove: 'if (headers.origin !== env().NEXTAUTH_URL)',
    leave: 'if (false)',
    test: 'create-passkey',
  },
  {
    name: 'a change comes as JSON',
    file: 'utils/api-route.server.ts',
    remove: "if (method !== 'DELETE' && type !== 'application/json')",
    leave: 'if (false)',
    test: 'create-passkey',
  },
  {
    name: 'a body has a limit',
    file: 'utils/read-body.server.ts',
    remove: 'if (size > MAX_BODY_BYTES)',
    leave: 'if (false)',
    test: 'create-passkey',
  },
  {
    name: 'a route answers to its own methods',
    file: 'utils/api-route.server.ts',
    remove: 'const method = Object.keys(actions).find((name) => name === req.method);',
    leave: 'const method = Object.keys(actions)[0];',
    test: 'create-passkey',
  },
  {
    name: 'an own route wants a session',
    file: 'utils/api-route.server.ts',
    remove: "if (!session) throw new AppError('not_signed_in');",
    leave: 'if (!session) return res.status(200).json({});',
    test: 'create-passkey',
  },
  {
    name: 'a passkey is added after a recent sign-in',
    file: 'utils/recent-sign-in.server.ts',
    remove: '> RECENT_S',
    leave: '> 1e9',
    test: 'sessions',
  },
  {
    name: 'a session counts while it is registered',
    file: 'utils/session-callbacks.server.ts',
    remove: 'if (!(await isLive(token.sid, { note }))) throw new SessionEnded();',
    leave: 'await isLive(token.sid, { note });',
    test: 'sessions',
  },
  {
    name: 'an unverified session changes nothing',
    file: 'utils/api-route.server.ts',
    remove: "if (!session.isVerified) throw new AppError('service_unavailable');",
    leave: '',
    test: 'sessions',
  },
  {
    name: "a person ends nobody else's session",
    file: 'utils/session-register.server.ts',
    remove: 'where: { userId, ...which }',
    leave: 'where: which',
    test: 'sessions',
  },
  {
    name: 'one goes on to our own origin',
    file: 'utils/callback-url.ts',
    remove: 'url.origin === origin &&',
    leave: '',
    test: 'environment',
  },
  {
    name: 'an address is a plain one',
    file: 'utils/email-address.ts',
    remove: 'LOCAL.test(local) &&',
    leave: '',
    test: 'sign-in-by-link',
  },
  {
    name: 'a mailed link is used up by a press alone',
    file: 'utils/open-mailed-link.server.ts',
    remove: "if (req.method !== 'POST') {",
    leave: "if (req.method === 'PUT') {",
    test: 'sign-in-by-link',
  },
  {
    name: 'the press comes from our own page',
    file: 'utils/open-mailed-link.server.ts',
    remove: 'if (req.body.csrfToken !== csrfToken(req, res))',
    leave: 'if (false)',
    test: 'sign-in-by-link',
  },
  {
    name: 'the newest link replaces older ones',
    file: 'utils/email-provider.server.ts',
    remove: 'OR: [{ identifier }, { expires: { lt: new Date() } }]',
    leave: 'expires: { lt: new Date() }',
    test: 'sign-in-by-link',
  },
  {
    name: 'a mail that does not leave takes its link back',
    file: 'utils/email-provider.server.ts',
    remove: 'await db().verificationToken.deleteMany({ where: { token: hashToken(token) } });',
    leave: '',
    test: 'sign-in-by-link',
  },
  {
    name: 'the log holds no address',
    file: 'utils/passkey-provider.server.ts',
    remove: "log.warn({ event: 'sign_in_refused', method: 'passkey', reason });",
    leave: "log.warn({ event: 'sign_in_refused', method: 'passkey', reason, signInToken });",
    test: 'sign-in-with-passkey',
  },
  {
    name: 'a passkey is removed after a recent sign-in',
    file: 'pages/api/passkeys/[id].ts',
    remove: 'requireRecentSignIn(session);',
    leave: '',
    test: 'manage-passkeys',
  },
  {
    name: 'a person names and removes their own passkeys alone',
    file: 'utils/passkeys.server.ts',
    remove: "if (!passkey) throw new AppError('not_found');",
    leave: 'if (!passkey) return { id } as Passkey;',
    test: 'manage-passkeys',
  },
  {
    name: 'a name holds nothing that deceives',
    file: 'utils/passkey-name.ts',
    remove: '!FORBIDDEN.test(name)',
    leave: 'true',
    test: 'manage-passkeys',
  },
  {
    name: 'the icon of a provider is an image',
    file: 'utils/authsignal-answers.ts',
    remove: '.regex(/^data:image\\/(svg\\+xml|png);base64,[\\w+/]+=*$/)',
    leave: '',
    test: 'list-passkeys',
  },
  {
    name: 'a passkey that is not known for certain is not forgotten',
    file: 'utils/ceremony-notes.browser.ts',
    remove: "answer.errorCode === 'unknown_credential'",
    leave: 'answer.errorCode',
    test: 'passkey-signals',
  },
  {
    name: "nobody has another person's passkeys forgotten",
    file: 'utils/passkey-signals.browser.ts',
    remove: "!own.includes(credentialId ?? '')",
    leave: 'false',
    test: 'passkey-signals',
  },
  {
    name: 'a session names the passkey of its own challenge',
    file: 'utils/session-passkeys.server.ts',
    remove: 'where: { ...unknown, challengeKey },',
    leave: 'where: unknown,',
    test: 'list-passkeys',
  },
];
