import type { NextApiHandler } from 'next';

import { withRequestId } from '@/utils/base/current-request.server';
import { readNotMe } from '@/utils/change-mails/not-me.server';
import { readBody } from '@/utils/http/read-body.server';
import { sendError } from '@/utils/http/send-error.server';
import { endSessions } from '@/utils/sessions/session-register.server';

export const config = { api: { bodyParser: false } };

/** Ends the session that a mail was about. The token is from that mail, so no other site can have it. */
const notMe: NextApiHandler = (req, res) =>
  withRequestId(req, async () => {
    try {
      const form = new URLSearchParams((await readBody(req)).toString());
      const token = form.get('token') ?? '';
      const session = await readNotMe(token);
      // Mail scanners open links.
      if (session && req.method === 'POST') {
        await endSessions('sessions_ended', session.userId, { sessionToken: session.sid });
      }
      // The page says whether the session has ended.
      res.redirect(303, `/signin/not-me?${new URLSearchParams({ token })}`);
    } catch (error) {
      sendError(res, error);
    }
  });

export default notMe;
