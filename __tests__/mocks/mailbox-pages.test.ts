import { once } from 'node:events';
import { get as httpGet } from 'node:http';

import { LINK, openTestMailbox } from '../support/mocks/mailbox';

let box: Awaited<ReturnType<typeof openTestMailbox>>;

beforeEach(async () => {
  box = await openTestMailbox();
});

afterEach(() => box.remove());

test('an empty mailbox says what will appear in it', async () => {
  expect(await box.read('/')).toContain('No mail yet');
});

test('a mail sent by SMTP appears in the list', async () => {
  await box.send();

  const page = await box.read('/');
  expect(page).toContain('Sign in to Passkeys');
  expect(page).toContain('ada@example.test');
  expect(page).toContain(`href="${await box.newest()}"`);
  expect(page).not.toContain('No mail yet');
});

test('a mail shows its headers, its text with clickable links, and its HTML in a frame', async () => {
  await box.send();

  const page = await box.read(await box.newest());
  const href = LINK.replace('&', '&#38;');
  expect(page).toContain('Passkeys &#60;no-reply@example.test&#62;');
  expect(page).toContain(`(<a href="${href}">${href}</a>).`);
  expect(page).toContain(`src="${await box.newest()}/html"`);
  expect(await box.read(`${await box.newest()}/html`)).toContain('>Sign in</a></p>');
});

test('the first link of a mail is one click away, also when only its HTML has one', async () => {
  const button = `<a class="button" href="${LINK.replace('&', '&#38;')}">`;

  await box.send();
  expect(await box.read(await box.newest())).toContain(button);

  await box.send({ text: undefined });
  expect(await box.read(await box.newest())).toContain(button);

  await box.send({
    text: 'http://[ is no address, and javascript://x is not followed',
    html: undefined,
  });
  expect(await box.read(await box.newest())).not.toContain('class="button"');
});

test('a script in a mail never reaches the reader’s page', async () => {
  const script = '<script>alert(1)</script>';
  const from = { name: script, address: 'a@b.test' };
  const text = `T ${script} http://x.test/"${script}`;
  await box.send({ from, subject: `S ${script}`, text, html: script });

  expect(box.mails()[0]).toMatchObject({
    from: `${script} <a@b.test>`,
    subject: `S ${script}`,
    html: expect.stringContaining(script),
  });
  for (const page of [await box.read('/'), await box.read(await box.newest())]) {
    expect(page).toContain('S &#60;script&#62;');
    expect(page).not.toMatch(/<script|href="[^"]*script/i);
  }
});

test('a mail’s own HTML runs nothing, loads nothing, and opens its links in the reader’s tab', async () => {
  await box.send();

  const body = await box.get(`${await box.newest()}/html`);
  const policy = body.headers.get('content-security-policy')?.split('; ') ?? [];
  expect(policy).toContain("default-src 'none'");
  expect(policy.find((rule) => rule.startsWith('sandbox'))).not.toMatch(
    /scripts|same-origin|forms/,
  );
  expect(policy.filter((rule) => rule.includes('script') || rule.includes('http'))).toEqual([]);
  expect(await body.text()).toMatch(/^<!doctype html><base target="_top">/);
  expect(await box.read(await box.newest())).toMatch(
    /<iframe[^>]*sandbox="(?![^"]*(scripts|same-origin|forms))/,
  );
});

test('the mailbox’s own pages allow neither scripts nor foreign frames', async () => {
  for (const path of ['/', '/nowhere', '/api/mails', '/style.css']) {
    const { headers } = await box.get(path);
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'self'; /,
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  }
});

test('an unknown page is 404, and a method that a page does not know 405', async () => {
  expect((await box.get('/nowhere')).status).toBe(404);
  expect((await box.get('//')).status).toBe(404);
  expect(await box.get('/', { method: 'HEAD' })).toMatchObject({ status: 200 });

  const post = await box.get('/', { method: 'POST' });
  expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);

  const put = await box.get('/api/mails', { method: 'PUT' });
  expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, HEAD, DELETE']);
});

test.each([
  ['mailbox.attacker.test', 421],
  ['127.0.0.1.attacker.test:80', 421],
  ['localhost:8025', 200],
  ['[::1]', 200],
])('a page asked for by the name %s is answered with %i', async (host, status) => {
  const request = httpGet(`${box.webUrl()}/api/mails`, { headers: { host } });
  const [response] = await once(request, 'response');
  response.resume();
  expect(response).toMatchObject({ statusCode: status });
});

test('the list looks again by itself while it is empty, and leaves whoever reads it alone', async () => {
  const refresh = 'http-equiv="refresh"';
  expect(await box.read('/')).toContain(refresh);

  await box.send();
  const list = await box.read('/');
  expect(list).not.toContain(refresh);
  expect(list).toContain(`src="/news?since=${box.mails()[0]?.id}"`);
});

test('a frame of the list looks for newer mail, and leads to it', async () => {
  await box.send();
  const frame = `/news?since=${box.mails()[0]?.id}`;
  expect(await box.read(frame)).toContain('http-equiv="refresh"');
  expect((await box.get(frame)).headers.get('content-security-policy')).toMatch(
    /frame-ancestors 'self'/,
  );

  await box.send({ subject: 'Newer <b>' });
  const news = await box.read(frame);
  expect(news).toContain(`href="${await box.newest()}"`);
  expect(news).toContain('New: Newer &#60;b&#62;');
  expect(news).toContain('<base target="_top" />');
  expect(news).not.toContain('http-equiv="refresh"');
});
