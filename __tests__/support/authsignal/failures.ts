import { delay, getResponse, http, HttpResponse, type RequestHandler } from 'msw';

type Failure = (info: { request: Request }) => Response | Promise<Response>;

const LONGER_THAN_WE_WAIT_MS = 6_000;
const PATIENCE = 'x'.repeat(1_000);

/** msw's socket keeps a listener for each piece of a body, and Node.js warns beyond ten. */
const DRIP_PAUSE_MS = 500;

/** A body that says a little from time to time, for longer than we wait. */
const drip = () => {
  let said = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      await delay(DRIP_PAUSE_MS);
      controller.enqueue(new TextEncoder().encode(' '));
      if (++said * DRIP_PAUSE_MS > LONGER_THAN_WE_WAIT_MS) controller.close();
    },
  });
};

/** The ways in which Authsignal can be no help, by name. */
export const failures = {
  refused: () => HttpResponse.error(),
  'answering 400': () => HttpResponse.json({ error: 'bad' }, { status: 400 }),
  'answering 404': () => HttpResponse.json({ error: 'not_found' }, { status: 404 }),
  'answering 500': () => HttpResponse.json({ error: 'internal' }, { status: 500 }),
  'answering 502 in HTML': () => HttpResponse.html('<h1>Bad gateway</h1>', { status: 502 }),
  'limiting our calls': () => HttpResponse.json({ error: 'too_many_requests' }, { status: 429 }),
  'refusing our key': () => HttpResponse.json({ error: 'unauthorized' }, { status: 401 }),
  'answering 200 in HTML': () => HttpResponse.html('<h1>Welcome</h1>'),
  'answering nothing': () => new HttpResponse(null, { status: 200 }),
  'answering in another shape': () => HttpResponse.json({ isValid: 'yes', state: 1, token: 2 }),
  'answering two megabytes': () =>
    HttpResponse.json({ isValid: true, words: PATIENCE.repeat(2_000) }),
  'redirecting for ever': ({ request }) => HttpResponse.redirect(request.url, 307),
  'answering far too late': async () => {
    await delay(LONGER_THAN_WE_WAIT_MS);
    return HttpResponse.json({});
  },
  'answering a byte at a time': () => new HttpResponse(drip(), { status: 200 }),
  'never answering': () => new Promise<Response>(() => {}),
} satisfies Record<string, Failure>;

/** Authsignal does what it is asked for, and its answer never arrives. */
export const answerIsLost =
  (handlers: RequestHandler[]): Failure =>
  async ({ request }) => {
    await getResponse(handlers, request);
    return HttpResponse.error();
  };

/** Every call of the server API, answered so, if at all; browsers still reach the client API. */
export const serverApi = (
  resolver: (info: { request: Request }) => ReturnType<Failure> | Promise<Response | undefined>,
) => [
  http.post('https://authsignal.test/v1/validate', resolver),
  http.all('https://authsignal.test/v1/users/*', resolver),
];
