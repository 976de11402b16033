import type { ReactNode } from 'react';

interface AlertProps {
  children: ReactNode;
  /** True where the page has come because of it: it has the focus, so that it is read first. */
  isNews?: boolean;
}

/** Says what went wrong. A screen reader reads it as soon as it is there. */
export function Alert({ children, isNews }: AlertProps) {
  return (
    <div role="alert">
      <p className="notice error" tabIndex={isNews ? -1 : undefined} autoFocus={isNews}>
        {children}
      </p>
    </div>
  );
}
