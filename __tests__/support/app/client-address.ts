import { randomUUID } from 'node:crypto';

/** An address that nobody else has, in a network of its own (2001:db8::/32 is for examples). */
export const newClientAddress = () => {
  const [a, b] = randomUUID().split('-').join('').match(/.{4}/g) ?? [];
  return `2001:db8:${a}:${b}::1`;
};
