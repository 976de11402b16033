import { randomUUID } from 'node:crypto';

/** An address of its own network (2001:db8::/32 is for examples), spelled as RFC 5952 wants it. */
export const newClientAddress = () => {
  const [a, b] = randomUUID().split('-').join('').match(/.{3}/g) ?? [];
  return `2001:db8:f${a}:f${b}::1`;
};
