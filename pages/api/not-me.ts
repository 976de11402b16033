import type { NextApiHandler, NextApiResponse } from 'next';

import { withRequestId } from '@/utils/base/current-request.server';
import { log, nameOf } from '@/utils/base/log.server';
import { readNotMe } from '@/utils/change-mails/not-me.server';
import { readBody } from '@/utils/http/read-body.server';
import { sendError } from '@/utils/http/send-error.server';
import { endSessions } from '@/utils/sessions/session-register.server';

export const config = { api: { bodyParser: false } };

/** Ends the session that a mail was about. The token is from that mail, so no other site can have it. */
const notMe: NextApiHandler = (req, res) =>
  withRequestId(req, async () => {
    let token = '';
    try {
      token = new URLSearchParams((await readBody(req)).toString()).get('token') ?? '';
      const session = await readNotMe(token);
      // Mail scanners open links.
      if (session && req.method === 'POST') {
        await endSessions('sessions_ended', session.userId, { sessionToken: session.sid });
      }
      showPage(res, token);
    } catch (error) {
      if (!token) return sendError(res, error);
      log.error({ event: 'session_not_ended', error: nameOf(error) });
      showPage(res, token);
    }
  });

/** It says whether the session has ended, or that the database is out. */
const showPage = (res: NextApiResponse, token: string) =>
  res.redirect(303, `/signin/not-me?${new URLSearchParams({ token })}`);

export default notMe;
