/** The text of a request's body, or undefined if it is larger. The rest is not read then. */
export async function readLimitedBody(
  { body }: Request,
  maxBytes: number,
): Promise<string | undefined> {
  const reader = body?.getReader();
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
