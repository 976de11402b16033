import { useState } from 'react';

import { codeOf } from '@/utils/http/api-client.browser';
import { ACCOUNT_PATH } from '@/utils/site';
import { useConfirmedCall } from '@/utils/account/use-confirmed-call';
import { Failure } from '@/utils/ui/failure';
import { Notice } from '@/utils/ui/notice';
import { Waiting, WAITING_HERE } from '@/utils/ui/waiting';
import { useMessage } from '@/utils/ui/use-message';

/** Saves all that is kept about the user as a file, once the user's passkey has confirmed it. */
export function DownloadDataSection() {
  const { isWaiting, confirmedCall } = useConfirmedCall();
  const [isBusy, setBusy] = useState(false);
  const [success, saySuccess] = useMessage();
  const [error, sayError] = useMessage();

  async function download() {
    if (isBusy) return;
    setBusy(true);
    saySuccess();
    sayError();
    const asked = confirmedCall<object>('POST', '/api/account/data', {});
    const failure = await asked.then(saveFile).catch(codeOf);
    setBusy(false);
    if (failure) sayError(failure);
    else saySuccess('data_saved');
  }

  return (
    <section aria-labelledby="your-data" className="needs-script">
      <h2 id="your-data">Your data</h2>
      <p className="aside">All that we keep about you, in one file.</p>
      <button type="button" className="quiet" aria-disabled={isBusy} onClick={download}>
        Download my data
      </button>
      <Waiting sentence={isWaiting ? WAITING_HERE : undefined} />
      <Notice kind="success" message={success} />
      <Failure message={error} resumeAt={ACCOUNT_PATH} />
      {error === 'not_confirmed' && (
        <p className="aside">If you have lost your passkey, remove it from the list first.</p>
      )}
    </section>
  );
}

function saveFile(data: object): void {
  const file = new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = 'my-data.json';
  link.click();
  // Safari reads it later.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
