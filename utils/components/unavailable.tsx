/** Says that a list cannot be had, and lets the person ask again. */
export function Unavailable({ what, onRetry }: { what: string; onRetry: () => void }) {
  return (
    <div role="alert" className="notice error">
      <p>{what} cannot be shown right now.</p>
      <button type="button" className="quiet" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}
