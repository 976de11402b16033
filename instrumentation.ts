/** Next.js calls this once, before the first request. */
export async function register() {
  // The file is compiled for the edge runtime too, which has no process to stop.
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { stopOnBadEnvironment } = await import('@/utils/env.server');
  stopOnBadEnvironment();
}
