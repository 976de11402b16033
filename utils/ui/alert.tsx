import type { ReactNode } from 'react';

interface AlertProps {
  children: ReactNode;
  /** True if the page was opened because of it: screen readers then start with it. */
  takesFocus?: boolean;
}

/** Says what went wrong. A screen reader reads it at once. */
export function Alert({ children, takesFocus }: AlertProps) {
  return (
    <div role="alert">
      <p className="notice error" tabIndex={takesFocus ? -1 : undefined} autoFocus={takesFocus}>
        {children}
      </p>
    </div>
  );
}
