/** A check that stops an attack or a fault. Its place in the code is the comment `// guard: <name>`. */
export interface Guard {
  name: string;
  /** What happens without it. */
  threat: string;
  /** The test file that notices, from `__tests__/` and without the last of its ending. */
  test: string;
  /** The fact that notices: `npm run test:guards -- --sample` runs it alone, so that the sample is quick. */
  fact?: string;
}

export const guards: Guard[] = [
  {
    name: 'valid-result',
    threat: 'A browser claims a ceremony that did not happen',
    test: 'signin/sign-in-with-passkey',
  },
  {
    name: 'finished-ceremony',
    threat:
      'A challenge that is not answered yet, or that a rule merely allowed, is taken for a ceremony',
    test: 'signin/sign-in-with-passkey',
  },
  {
    name: 'own-action',
    threat: 'The result of an enrolment, or of another action, is used to sign in',
    test: 'signin/sign-in-with-passkey',
    fact: 'an answer of Authsignal is compared point by point',
  },
  {
    name: 'own-user',
    threat: 'A user confirms the passkey of another user as their own',
    test: 'account/create-passkey',
  },
  {
    name: 'passkey-method',
    threat: 'Another, weaker method of the tenant signs in',
    test: 'signin/sign-in-with-passkey',
  },
  {
    name: 'fresh-result',
    threat: 'An attacker finds an old token and uses it',
    test: 'signin/sign-in-with-passkey',
  },
  {
    name: 'token-shape',
    threat: 'Anything that a form can hold is sent on to Authsignal',
    test: 'signin/sign-in-with-passkey',
  },
  {
    name: 'spent-once',
    threat: 'A token is used twice, or fifty times at once',
    test: 'signin/sign-in-with-passkey',
    fact: 'a token opens one session, not two',
  },
  {
    name: 'same-user',
    threat: 'A user re-authenticates with the passkey of another account, and continues there',
    test: 'signin/sign-in-with-passkey',
  },
  {
    name: 'known-user',
    threat: 'A token of a user whom the app does not have opens a session',
    test: 'passkeys/core-alone-failures',
  },
  {
    name: 'host-verdict',
    threat: 'A user whom the app has suspended leaves sessions and spent tokens behind',
    test: 'passkeys/core-alone-verdicts',
  },
  {
    name: 'blocked',
    threat: 'A rule of the Portal that blocks an enrolment, or wants it reviewed, is ignored',
    test: 'passkeys/core-alone-routes',
  },
  {
    name: 'one-segment',
    threat: 'A user whose id holds "/../" deletes another user at Authsignal',
    test: 'passkeys/core-alone-routes',
  },
  {
    name: 'recorded-once',
    threat: 'A user writes a hundred passkeys into the log with one',
    test: 'passkeys/core-alone-confirmations',
  },
  {
    name: 'confirmed-once',
    threat: 'The same in this app, and each time Authsignal is asked for the list of passkeys',
    test: 'account/create-passkey',
    fact: 'a passkey that is confirmed again',
  },
  {
    name: 'confirmation-result',
    threat:
      'Another user, another action, or a challenge that is not answered confirms a sensitive action',
    test: 'step-up/require-passkey',
  },
  {
    name: 'confirmation-age',
    threat: 'A confirmation that lay around for minutes is used',
    test: 'step-up/require-passkey',
  },
  {
    name: 'confirmed-deed',
    threat:
      'A confirmation of one transfer confirms another one, or one in another session of the user',
    test: 'step-up/require-passkey',
    fact: 'a confirmation of one transfer confirms no other',
  },
  {
    name: 'confirmation-once',
    threat: 'One confirmation does it twice, or eight times at once',
    test: 'step-up/require-passkey',
  },
  {
    name: 'blocked-action',
    threat: 'What a rule of the Portal blocks is done',
    test: 'step-up/require-passkey',
  },
  {
    name: 'challenged-action',
    threat: 'A user with a passkey does it without it',
    test: 'step-up/require-passkey',
  },
  {
    name: 'passkey-only',
    threat: 'A user without a passkey does what the host allows with a passkey only',
    test: 'step-up/require-passkey',
  },
  {
    name: 'own-origin',
    threat: 'Another site calls our routes',
    test: 'account/create-passkey',
    fact: 'another site cannot create a passkey',
  },
  {
    name: 'fetch-metadata',
    threat: 'A request from another site carries our origin',
    test: 'account/create-passkey',
  },
  {
    name: 'json-only',
    threat: 'A plain form of another site is taken for a call of ours',
    test: 'account/create-passkey',
  },
  {
    name: 'no-redirects',
    threat: 'A redirect lets another host answer for Authsignal',
    test: 'passkeys/authsignal-out',
  },
  {
    name: 'replaced-session',
    threat: 'The session before a sign-in lives on in the database',
    test: 'passkeys/core-alone',
  },
  {
    name: 'body-limit',
    threat: 'A huge body fills the memory',
    test: 'account/create-passkey',
    fact: 'more than 16 KB is refused',
  },
  {
    name: 'session-required',
    threat: 'A visitor without a session calls a route for users',
    test: 'account/create-passkey',
  },
  {
    name: 'shown-user',
    threat: 'A page left open in one tab changes the account of the user who signed in in another',
    test: 'account/create-passkey',
  },
  {
    name: 'verified-session',
    threat: 'A session that has ended shows or changes something while the database is out',
    test: 'data/database.fault',
  },
  {
    name: 'newer-sessions',
    threat: 'A stolen browser signs its owner out, again and again',
    test: 'sessions/newest-sign-in-wins',
    fact: 'a session whose sign-in is old ends none that began after it',
  },
  {
    name: 'session-of-user',
    threat: 'An attacker with the secret becomes any user by a session of their own',
    test: 'sessions/sessions',
  },
  {
    name: 'recent-sign-in',
    threat: 'An attacker at an unlocked laptop adds a passkey of their own',
    test: 'sessions/sessions',
  },
  {
    name: 'recent-to-enrol',
    threat: 'The same, by the route',
    test: 'sessions/sessions',
  },
  {
    name: 'recent-to-remove',
    threat: 'An attacker at an unlocked laptop removes the passkeys of its owner',
    test: 'account/manage-passkeys',
  },
  {
    name: 'recent-to-delete',
    threat: 'An attacker at an unlocked laptop deletes the account',
    test: 'account/delete-account',
  },
  {
    name: 'recent-or-confirmed',
    threat: 'What a session has done with an old sign-in needs no confirmation',
    test: 'account/confirm-by-passkey',
  },
  {
    name: 'confirmed-end',
    threat: 'A stolen browser ends newer sessions without the passkey of its owner',
    test: 'account/confirm-by-passkey',
  },
  {
    name: 'confirmed-download',
    threat: 'An attacker at an unlocked laptop downloads what is kept about its owner',
    test: 'account/download-data',
  },
  {
    name: 'recent-to-rename',
    threat:
      'An attacker at an unlocked laptop swaps the names of passkeys, and the owner removes the wrong one',
    test: 'account/manage-passkeys',
  },
  {
    name: 'live-session',
    threat: 'A copied cookie outlives the sign-out',
    test: 'sessions/sessions',
  },
  {
    name: 'session-limit',
    threat: 'A session never ends',
    test: 'sessions/sessions',
  },
  {
    name: 'session-id',
    threat: 'A malformed id ends all sessions of the user, or crashes the query',
    test: 'sessions/sessions',
  },
  {
    name: 'own-session',
    threat: 'A user ends the session of another user',
    test: 'sessions/sessions',
  },
  {
    name: 'link-by-post',
    threat: 'A mail scanner uses the link up',
    test: 'signin/sign-in-by-link',
  },
  {
    name: 'link-form',
    threat: 'Another site signs a user in to the account of the attacker',
    test: 'signin/sign-in-by-link',
  },
  {
    name: 'own-link',
    threat:
      'The page of a link that an attacker asked for submits itself in the browser of the victim',
    test: 'links/who-asked',
  },
  {
    name: 'own-destination',
    threat:
      'A link leads on to what another user of the browser wanted, or to what an attacker chose',
    test: 'signin/sign-in-by-link',
  },
  {
    name: 'mail-form',
    threat: 'Another site lets our visitors send mails',
    test: 'signin/sign-in-by-link',
  },
  {
    name: 'plain-address',
    threat: 'A list of addresses, or a header, stands in the place of an address',
    test: 'signin/sign-in-by-link',
  },
  {
    name: 'verified-at-github',
    threat: 'An address that GitHub has not verified opens the account of its owner',
    test: 'oauth/sign-in',
  },
  {
    name: 'verified-at-google',
    threat: 'The same, at Google',
    test: 'oauth/sign-in',
  },
  {
    name: 'verified-address',
    threat: 'A user without a verified address gets an account',
    test: 'oauth/sign-in',
  },
  {
    name: 'unasked-connection',
    threat:
      'NextAuth connects whatever account signs in to the session that the browser has, even to one that has ended',
    test: 'oauth/sign-in',
  },
  {
    name: 'chosen-destination',
    threat: 'The URL that leads back from a provider also says where the sign-in leads',
    test: 'oauth/sign-in',
  },
  {
    name: 'recent-to-connect',
    threat: 'An attacker at an unlocked laptop connects an account of their own',
    test: 'oauth/connect',
  },
  {
    name: 'recent-to-disconnect',
    threat: 'An attacker at an unlocked laptop disconnects the accounts of its owner',
    test: 'oauth/connect',
  },
  {
    name: 'newest-wish',
    threat: 'A user who gave up connecting an account, and signs in, connects it after all',
    test: 'oauth/connect',
  },
  {
    name: 'own-wish',
    threat: 'A session that has ended, or that of another user, gets the account connected',
    test: 'oauth/connect',
  },
  {
    name: 'same-address',
    threat: 'A user is led to connect the account of an attacker, who then signs in with it',
    test: 'oauth/connect',
  },
  {
    name: 'proved-address',
    threat:
      'An account whose address one provider has vouched for, and no mail has proved, is joined to that of another',
    test: 'oauth/connect',
  },
  {
    name: 'sign-out-form',
    threat: 'Another site signs our users out',
    test: 'sessions/sessions',
  },
  {
    name: 'sign-out-ends',
    threat: 'A sign-out takes the cookie and leaves the session',
    test: 'sessions/sessions',
  },
  {
    name: 'own-methods',
    threat: 'A method that NextAuth does not know crashes it',
    test: 'signin/check-request',
    fact: 'a method of its own gets a clean answer',
  },
  {
    name: 'no-remote-log',
    threat: 'An attacker writes into the log',
    test: 'signin/check-request',
  },
  {
    name: 'path-shape',
    threat: 'A path is reflected as the text of an error',
    test: 'signin/check-request',
    fact: 'a line break in the path gets a clean answer',
  },
  {
    name: 'query-shape',
    threat: 'A list, an object or a script in the query crashes NextAuth, or is reflected',
    test: 'signin/check-request',
    fact: 'a script as callback URL gets a clean answer',
  },
  {
    name: 'body-shape',
    threat: 'A list or an object in a form crashes NextAuth',
    test: 'signin/check-request',
  },
  {
    name: 'bad-cookie',
    threat: 'A cookie that a neighbouring subdomain has planted turns every answer into a 500',
    test: 'signin/check-request',
  },
  {
    name: 'limit-enrolments',
    threat: 'A user runs up costs at Authsignal',
    test: 'limits/attempts',
  },
  {
    name: 'limit-confirmations',
    threat: 'The same, by confirming one passkey again and again',
    test: 'limits/attempts',
  },
  {
    name: 'limit-step-ups',
    threat: 'A stolen session lets Authsignal track actions without an end',
    test: 'limits/attempts.flood',
  },
  {
    name: 'limit-changes',
    threat: 'The same, by removing passkeys',
    test: 'limits/attempts.flood',
  },
  {
    name: 'limit-names',
    threat: 'The same, by naming passkeys',
    test: 'limits/attempts.flood',
  },
  {
    name: 'limit-links',
    threat: 'An attacker guesses links',
    test: 'limits/attempts.flood',
  },
  {
    name: 'limit-mails-of-client',
    threat: 'One client mails many people in our name',
    test: 'limits/mails.flood',
  },
  {
    name: 'limit-mails-to-address',
    threat: 'An attacker floods a mailbox',
    test: 'limits/mails',
  },
  {
    name: 'one-mailbox',
    threat: 'The same, by addresses that all lead to it: name+1@…, name+2@…',
    test: 'limits/mails',
  },
  {
    name: 'limit-tokens',
    threat: 'An attacker guesses sign-in tokens',
    test: 'limits/attempts',
  },
  {
    name: 'count-bad-tokens',
    threat: 'The same: what failed is not counted',
    test: 'limits/attempts',
  },
  {
    name: 'cheap-refusal',
    threat: 'A client that is over a limit goes on to load the database',
    test: 'limits/refusals',
  },
  {
    name: 'same-window',
    threat: 'A client that times its failures gets more than a limit allows',
    test: 'limits/mails',
  },
  {
    name: 'mail-over-tls',
    threat:
      'A mail server without TLS, or an attacker who poses as one, gets the password and links',
    test: 'mail/tls',
  },
  {
    name: 'take-link-back',
    threat: 'A mail that did not leave counts, and its link is the newest one',
    test: 'mail/mail-server.fault',
  },
  {
    name: 'newest-link',
    threat: 'An older mail still opens the account',
    test: 'signin/sign-in-by-link',
  },
  {
    name: 'one-health-query',
    threat: 'Strangers keep the database busy with checks of its health',
    test: 'server/health',
  },
  {
    name: 'scrubbed-spans',
    threat: 'The query of a request, with the token of a link, is sent to where traces are kept',
    test: 'telemetry/scrub',
  },
  {
    name: 'query-deadline',
    threat: 'A query that hangs never gives its connection back',
    test: 'data/database.fault',
  },
  {
    name: 'statement-deadline',
    threat: 'What was answered with a 503 is done long afterwards',
    test: 'signin/cut-short.fault',
  },
  {
    name: 'no-transactions',
    threat: 'A transaction that was given up stays open on its connection',
    test: 'data/database.fault',
  },
  {
    name: 'log-refusals',
    threat: 'An attacker tries one door after the other, and the log does not show it',
    test: 'base/log-refusals',
  },
  {
    name: 'log-refused-sign-ins',
    threat: 'The same, where NextAuth refuses',
    test: 'base/log-refusals',
  },
  {
    name: 'log-refused-forms',
    threat: 'The same, with forms that lack their token',
    test: 'base/log-refusals',
  },
  {
    name: 'log-mailed-links',
    threat: 'Somebody has links mailed to many people, and the log does not say which client it is',
    test: 'base/log-refusals',
  },
  {
    name: 'request-id',
    threat: 'A client chooses the id of its request in the log',
    test: 'server/every-answer',
    fact: 'a request has the id of its answer',
  },
  {
    name: 'security-headers',
    threat: 'Scripts of other sites run in our pages, or other sites show our pages in frames',
    test: 'server/every-answer',
    fact: 'every answer has its headers',
  },
  {
    name: 'cookie-bytes',
    threat: 'A neighbouring subdomain plants cookies that browsers let this host alone set',
    test: 'sessions/planted-cookie',
  },
  {
    name: 'path-end',
    threat: 'A sign-out with more behind it in the path leaves the session alive',
    test: 'signin/check-request',
  },
  {
    name: 'destination-by-post',
    threat: 'Another site chooses where a mailed link leads',
    test: 'signin/check-request',
  },
  {
    name: 'links-end-too',
    threat: 'A link that an attacker has read opens a session after all others were ended',
    test: 'sessions/newest-sign-in-wins',
  },
  {
    name: 'count-alone',
    threat: 'While the database is out, an attacker guesses tokens without a limit',
    test: 'limits/attempts',
  },
  {
    name: 'stored-redirects',
    threat: 'A redirect of a mailed link is stored with its secret',
    test: 'server/every-answer',
  },
  {
    name: 'page-methods',
    threat: 'A page answers a change as if it had been asked for',
    test: 'http/page-props',
  },
  {
    name: 'required-headers',
    threat: 'The app runs where its answers get no security headers, and nobody notices',
    test: 'server/own-server',
  },
  {
    name: 'unknown-proxy',
    threat: 'A stranger uses up the limits of all users behind a proxy, and nobody knows why',
    test: 'server/own-server',
  },
  {
    name: 'crowded-requests',
    threat: 'A few kilobytes keep a process busy for a second',
    test: 'server/every-answer',
  },
  {
    name: 'spend-removed',
    threat: 'A lost passkey, used just before its removal, signs in after it',
    test: 'account/remove-passkey',
  },
  {
    name: 'revoke-again',
    threat: 'The same, while the removal is under way',
    test: 'account/remove-passkey',
  },
  {
    name: 'gone-for-certain',
    threat: 'An error page of a proxy passes for a deletion',
    test: 'account/delete-account',
  },
  {
    name: 'sweep-after-deletion',
    threat: 'An enrolment that ran beside a deletion leaves the user at Authsignal',
    test: 'account/delete-account.fault',
  },
  {
    name: 'deletion-failed',
    threat: 'A deletion fails after the passkeys are gone, and their owner is not told',
    test: 'account/delete-account.fault',
  },
  {
    name: 'typed-word',
    threat: 'An account is deleted by mistake',
    test: 'account/sections',
  },
  {
    name: 'visible-name',
    threat: 'A passkey is listed under a name that nobody sees',
    test: 'account/manage-passkeys',
  },
  {
    name: 'plain-name',
    threat: 'A name of a passkey turns the text around it, or breaks a line',
    test: 'account/manage-passkeys',
  },
  {
    name: 'own-note',
    threat: 'The browser forgets passkeys of the other user who shares it',
    test: 'account/signal-passkeys',
  },
  {
    name: 'own-passkey',
    threat: 'In an app with the account section, a user removes a passkey of another user',
    test: 'passkey-list/account-section-routes',
    fact: 'the id of a passkey of another user removes and renames nothing',
  },
  {
    name: 'host-may-change',
    threat: 'In an app with the account section, an old session renames or removes passkeys',
    test: 'passkey-list/account-section-routes',
    fact: 'is done only if the host says that the user may change something now',
  },
  {
    name: 'housekeeping-secret',
    threat: 'A stranger makes the app send and delete as often as they like',
    test: 'server/housekeeping',
  },
  {
    name: 'new-browser',
    threat: 'An attacker signs in, and the owner of the account does not hear of it',
    test: 'change-mails/new-browser',
  },
  {
    name: 'allowed-unasked',
    threat:
      'The actions are not set up in the Portal, and an unlocked laptop is enough to delete the account',
    test: 'account/confirm-by-passkey',
  },
  {
    name: 'proved-recently',
    threat:
      'At an unlocked laptop a stranger signs in anew by GitHub, which asks nothing, and deletes the account',
    test: 'oauth/connect',
  },
  {
    name: 'limit-providers',
    threat: 'An attacker makes the server ask Google for its addresses without end',
    test: 'oauth/sign-in',
  },
  {
    name: 'webhook-signature',
    threat: 'An attacker tells the app of changes that did not happen',
    test: 'change-mails/webhook',
    fact: 'an event with a signature by another key',
  },
  {
    name: 'webhook-age',
    threat: 'An old event is sent again',
    test: 'change-mails/webhook',
    fact: 'an event with six minutes of age',
  },
  {
    name: 'webhook-method',
    threat: 'Another authenticator is reported as a passkey',
    test: 'change-mails/webhook',
  },
  {
    name: 'known-requests',
    threat:
      "A mail comes so late that a thief's request is forgotten, and names the owner's browser alone",
    test: 'change-mails/requesters',
  },
  {
    name: 'during-deletion',
    threat: 'A user who deletes the account gets mails about each passkey that goes with it',
    test: 'account/delete-account',
  },
  {
    name: 'release-mail',
    threat: 'A mail that the mail server refused is never tried again',
    test: 'change-mails/webhook',
  },
];
