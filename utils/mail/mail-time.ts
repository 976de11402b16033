const format = new Intl.DateTimeFormat('en', {
  dateStyle: 'long',
  timeStyle: 'short',
  hourCycle: 'h23',
  timeZone: 'UTC',
});

/** A moment as mails tell it. Where its reader is, nobody knows. */
export const mailTime = (at: Date) => `${format.format(at)} UTC`;
