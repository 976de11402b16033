import { MailButton, MailFrame, MailParagraph } from '@/utils/mail/mail-frame';
import { mailTime } from '@/utils/mail/mail-time';

export interface SignInMailProps {
  link: string;
  host: string;
  /** How long the link works, in minutes. */
  minutes: number;
  /** Who asked for it, for the owner of the address to judge: in our words, never in a stranger's. */
  asked: { at: Date; browser: string; address?: string };
}

function sentences({ minutes, asked }: SignInMailProps): string[] {
  const origin = [asked.browser, asked.address && `network address ${asked.address}`];
  return [
    `The link works once, for ${minutes} minutes.`,
    `It was asked for on ${mailTime(asked.at)} (${origin.filter(Boolean).join(', ')}).`,
    'Was it not you? Ignore this mail: nobody gets in without the link.',
  ];
}

export function signInMailText(mail: SignInMailProps): string {
  return [`Sign in to ${mail.host}:`, mail.link, ...sentences(mail)].join('\n\n');
}

export function SignInMail(mail: SignInMailProps) {
  return (
    <MailFrame title={`Sign in to ${mail.host}`}>
      <MailButton href={mail.link}>Sign in</MailButton>
      {sentences(mail).map((sentence) => (
        <MailParagraph key={sentence}>{sentence}</MailParagraph>
      ))}
    </MailFrame>
  );
}
