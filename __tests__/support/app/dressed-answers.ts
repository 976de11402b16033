import channels from 'node:diagnostics_channel';

/**
 * Has every server of this process dress its answers, as the running app does, once the environment is
 * there. The function that it returns undoes that: test files share a process.
 */
export async function dressAnswers(): Promise<() => void> {
  const subscribe = jest.spyOn(channels, 'subscribe');
  const { prepareEveryRequest } = await import('@/utils/server/every-request.server');
  prepareEveryRequest();
  const [[channel, onMessage] = []] = subscribe.mock.calls;
  subscribe.mockRestore();
  if (!channel || !onMessage) throw new Error('Nothing was subscribed to.');
  return () => void channels.unsubscribe(channel, onMessage);
}
