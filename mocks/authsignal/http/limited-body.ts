/** The text of a request's body, or undefined if it is larger. The rest is not read then. */
export async function readLimitedBody(
  request: Request,
  maxBytes: number,
): Promise<string | undefined> {
  if (request.method === 'GET') return '';
  const length = request.headers.get('content-length');
  // The usual case: a stream costs more than all the rest of a request.
  if (length) return Number(length) > maxBytes ? undefined : request.text();

  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) return Buffer.concat(chunks).toString();
    size += chunk.value.length;
    if (size > maxBytes) return undefined;
    chunks.push(chunk.value);
  }
}
