import { getServerSession } from 'next-auth';

import { authOptions } from '../../auth';

export default async function Report() {
  const session = await getServerSession(authOptions);
  return (
    <main>
      <h1>Report</h1>
      <p>
        For {session?.user.email}, {session?.user.role}
      </p>
    </main>
  );
}
