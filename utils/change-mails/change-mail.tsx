import { MailButton, MailFrame, MailParagraph } from '@/utils/mail/mail-frame';

interface ChangeMailProps {
  title: string;
  /** Names and values, such as ["When", "November 20, 2026"]. */
  facts: [string, string][];
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
