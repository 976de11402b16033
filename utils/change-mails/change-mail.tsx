import { MailButton, MailFrame, MailParagraph } from '@/utils/mail/mail-frame';

interface ChangeMailProps {
  title: string;
  /** What is known of it, such as ["When", "November 20, 2026"]. */
  facts: (readonly [string, string])[];
  /** What there is to do, above all where it was somebody else. */
  advice: readonly string[];
  link: { url: string; label: string };
}

export function changeMailText({ title, facts, advice, link }: ChangeMailProps): string {
  const lines = facts.map(([name, value]) => `${name}: ${value}`).join('\n');
  return [`${title}.`, lines, ...advice, `${link.label}:\n${link.url}`].join('\n\n');
}

export function ChangeMail({ title, facts, advice, link }: ChangeMailProps) {
  return (
    <MailFrame title={title}>
      {facts.map(([name, value]) => (
        <MailParagraph key={name}>
          {name}: <strong>{value}</strong>
        </MailParagraph>
      ))}
      {advice.map((sentence) => (
        <MailParagraph key={sentence}>{sentence}</MailParagraph>
      ))}
      <MailButton href={link.url}>{link.label}</MailButton>
    </MailFrame>
  );
}
