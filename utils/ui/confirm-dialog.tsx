import { type ReactNode, useId } from 'react';

import { Failure } from '@/utils/ui/failure';
import type { MessageCode } from '@/utils/base/messages';

interface ConfirmDialogProps {
  title: ReactNode;
  /** What will be gone, and what stays. */
  children: ReactNode;
  /** Of the button that does it, and of that button while it is being done. */
  confirmLabel: string;
  busyLabel: string;
  isBusy: boolean;
  error?: MessageCode;
  /** The path that leads back to this dialog, for who has to confirm first that it is them. */
  resumeAt: string;
  onConfirm: () => void;
  /** Called when the person cancels, also by Escape: the dialog is then to be left out. */
  onCancel: () => void;
}

/**
 * Asks before something is destroyed. It is open for as long as it is rendered, and the focus then
 * goes back to where it was. Meanwhile it begins at the field that is to be filled in or, where there is
 * none, at the title: never at a button.
 */
export function ConfirmDialog({
  title,
  children,
  onConfirm,
  onCancel,
  ...props
}: ConfirmDialogProps) {
  const id = useId();
  const { isBusy } = props;

  return (
    <dialog
      ref={showModal}
      aria-labelledby={`${id}title`}
      aria-describedby={`${id}text`}
      onCancel={(event) => {
        event.preventDefault();
        if (!isBusy) onCancel();
      }}
      // A browser closes it without asking where Escape is pressed a second time.
      onClose={({ currentTarget }) => {
        if (currentTarget.open || !currentTarget.isConnected) return;
        if (isBusy) showModal(currentTarget);
        else onCancel();
      }}
    >
      <h2 id={`${id}title`} tabIndex={-1}>
        {title}
      </h2>
      <div id={`${id}text`}>{children}</div>
      <div className="choice">
        <button type="button" className="quiet" disabled={isBusy} onClick={onCancel}>
          Cancel
        </button>
        <button
          type="button"
          className="danger"
          aria-disabled={isBusy}
          onClick={() => isBusy || onConfirm()}
        >
          {isBusy ? props.busyLabel : props.confirmLabel}
        </button>
      </div>
      <Failure message={props.error} resumeAt={props.resumeAt} />
    </dialog>
  );
}

/** Closing it, and not merely taking it away, is what gives the focus back. */
function showModal(dialog: HTMLDialogElement) {
  dialog.showModal();
  const field = dialog.querySelector<HTMLElement>('input:not([type="checkbox"])');
  (field ?? dialog.querySelector('h2'))?.focus();
  return () => dialog.close();
}
