/** Says aloud that tests are skipped because a program is not there. On CI that is an error, and thrown. */
export function tellOfMissing(notice: string): void {
  if (process.env.CI) throw new Error(notice);
  console.warn(`\n${'!'.repeat(72)}\n${notice}\n${'!'.repeat(72)}\n`);
}
