interface SignInMailProps {
  link: string;
  host: string;
  /** How long the link works, in minutes. */
  minutes: number;
}

const life = (minutes: number) => `The link works once, for ${minutes} minutes.`;
const IGNORE = 'If you did not ask for it, ignore this mail: nothing happens without the link.';

export function signInMailText({ link, host, minutes }: SignInMailProps): string {
  return [`Sign in to ${host}:`, link, life(minutes), IGNORE].join('\n\n');
}

/** The HTML part. Mail programs want their styles inline. */
export function SignInMail({ link, host, minutes }: SignInMailProps) {
  return (
    <html lang="en" style={{ colorScheme: 'light dark' }}>
      <body style={{ margin: 0, padding: '32px 16px', font: '16px/1.5 system-ui, sans-serif' }}>
        <div style={{ maxWidth: 440, margin: '0 auto' }}>
          <h1 style={{ margin: '0 0 24px', fontSize: 20 }}>Sign in to {host}</h1>
          <p style={{ margin: '0 0 24px' }}>
            <a href={link} style={buttonStyle}>
              Sign in
            </a>
          </p>
          <p style={{ margin: '0 0 8px' }}>{life(minutes)}</p>
          <p style={{ margin: 0 }}>{IGNORE}</p>
        </div>
      </body>
    </html>
  );
}

const buttonStyle = {
  display: 'inline-block',
  padding: '12px 20px',
  borderRadius: 8,
  background: '#3346d3',
  color: '#ffffff',
  fontWeight: 600,
  textDecoration: 'none',
};
