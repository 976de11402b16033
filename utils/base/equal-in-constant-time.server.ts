import { timingSafeEqual } from 'node:crypto';

/** Compares in a time that tells nothing of how much of the text is right. */
export function isSameText(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
