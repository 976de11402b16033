const format = new Intl.DateTimeFormat('en', {
  dateStyle: 'long',
  timeStyle: 'short',
  hourCycle: 'h23',
  timeZone: 'UTC',
});

/** A time as mails say it: in UTC, because the reader's time zone is not known. */
export const mailTime = (at: Date) => `${format.format(at)} UTC`;
