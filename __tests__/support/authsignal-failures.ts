import { delay, http, HttpResponse } from 'msw';

/** The ways in which Authsignal can be no help, by name. */
export const failures = {
  refused: () => HttpResponse.error(),
  'answering 500': () => HttpResponse.json({ error: 'internal' }, { status: 500 }),
  'answering 502 in HTML': () => HttpResponse.html('<h1>Bad gateway</h1>', { status: 502 }),
  'limiting our calls': () => HttpResponse.json({ error: 'too_many_requests' }, { status: 429 }),
  'refusing our key': () => HttpResponse.json({ error: 'unauthorized' }, { status: 401 }),
  'answering 200 in HTML': () => HttpResponse.html('<h1>Welcome</h1>'),
  'answering nothing': () => new HttpResponse(null, { status: 200 }),
  'answering in another shape': () => HttpResponse.json({ isValid: 'yes', state: 1, token: 2 }),
  'redirecting for ever': ({ request }: { request: Request }) =>
    HttpResponse.redirect(request.url, 307),
} satisfies Record<string, (info: { request: Request }) => Response>;

/** Never answers. */
export const hang = async () => {
  await delay('infinite');
  return HttpResponse.error();
};

/** Every call of the server API, answered so; browsers still reach the client API. */
export const serverApi = (
  resolver: (info: { request: Request }) => Response | Promise<Response>,
) => [
  http.post('https://authsignal.test/v1/validate', resolver),
  http.all('https://authsignal.test/v1/users/*', resolver),
];
