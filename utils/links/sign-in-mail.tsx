import { MailButton, MailFrame, MailParagraph } from '@/utils/mail/mail-frame';
import { mailTime } from '@/utils/mail/mail-time';

export interface SignInMailProps {
  link: string;
  host: string;
  minutes: number;
  /** Who asked for it, in our words: an attacker chooses what the browser sends. */
  requester: { at: Date; browser: string; address?: string };
}

function sentences({ minutes, requester: { at, browser, address } }: SignInMailProps): string[] {
  const origin = address ? `${browser}, network address ${address}` : browser;
  return [
    `The link works once, for ${minutes} minutes.`,
    `It was requested on ${mailTime(at)} (${origin}).`,
    'Was it not you? Ignore this mail: nobody gets in without the link.',
  ];
}

export const signInMailText = (mail: SignInMailProps): string =>
  [`Sign in to ${mail.host}:`, mail.link, ...sentences(mail)].join('\n\n');

export const SignInMail = (mail: SignInMailProps) => (
  <MailFrame title={`Sign in to ${mail.host}`}>
    <MailButton href={mail.link}>Sign in</MailButton>
    {sentences(mail).map((sentence) => (
      <MailParagraph key={sentence}>{sentence}</MailParagraph>
    ))}
  </MailFrame>
);
