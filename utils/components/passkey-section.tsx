import { CreatePasskeyButton } from '@/utils/components/create-passkey-button';
import { Failure } from '@/utils/components/failure';
import { Notice } from '@/utils/components/notice';
import { PasskeyList } from '@/utils/components/passkey-list';
import type { MessageCode } from '@/utils/messages';
import { type CreateState, useCreatePasskey } from '@/utils/use-create-passkey';
import { usePasskeys } from '@/utils/use-passkeys';

interface PasskeySectionProps {
  email: string;
  /** True after a detour to confirm that it is the owner: what they wanted is next. */
  isConfirmed: boolean;
}

/** The person's passkeys, and what can be done about them. */
export function PasskeySection({ email, isConfirmed }: PasskeySectionProps) {
  const { list, load } = usePasskeys();
  const { state, create } = useCreatePasskey(email, load);

  return (
    <section aria-labelledby="passkeys">
      <h2 id="passkeys">Passkeys</h2>
      <PasskeyList list={list} onRetry={load} />
      <CreatePasskeyButton state={state} onPress={create} isNext={isConfirmed} />
      <Notice kind="success" message={goodNews(state, isConfirmed)} />
      <Failure
        message={state.status === 'failed' ? state.message : undefined}
        resumeAt="/?confirmed"
      />
    </section>
  );
}

function goodNews(state: CreateState, isConfirmed: boolean): MessageCode | undefined {
  if (state.status === 'created') return state.message;
  return isConfirmed && state.status === 'idle' ? 'confirmed' : undefined;
}
