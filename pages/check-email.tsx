import type { GetServerSideProps } from 'next';
import Link from 'next/link';

import { LinkForm } from '@/utils/components/link-form';
import { Page } from '@/utils/components/page';
import { csrfToken } from '@/utils/csrf.server';
import { LINK_LIFE_S } from '@/utils/email-provider.server';
import { recallAddress } from '@/utils/link-request.server';

interface CheckEmailProps {
  address: string;
  minutes: number;
  csrfToken: string;
}

export default function CheckEmail({ address, minutes, csrfToken }: CheckEmailProps) {
  return (
    <Page title="Check your mail">
      <p>
        We sent a sign-in link to <strong className="address">{address}</strong>. It works once, for{' '}
        {minutes} minutes.
      </p>
      <p className="aside">Nothing there? Look in the spam folder, or have it sent again.</p>
      <LinkForm csrfToken={csrfToken} label="Send it again" className="quiet">
        <input type="hidden" name="email" value={address} />
      </LinkForm>
      <p>
        <Link href="/signin">Use a different address</Link>
      </p>
    </Page>
  );
}

export const getServerSideProps: GetServerSideProps<CheckEmailProps> = async ({ req, res }) => {
  const address = recallAddress(req, 'link-asked');
  if (!address) return { redirect: { destination: '/signin', permanent: false } };

  return {
    props: {
      address,
      minutes: LINK_LIFE_S / 60,
      csrfToken: csrfToken(req, res),
    },
  };
};
