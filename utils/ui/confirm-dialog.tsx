import { type ReactNode, useId } from 'react';

import type { MessageCode } from '@/utils/base/messages';
import { cancelCeremony } from '@/utils/ui/cancelable-ceremony.browser';
import { Failure } from '@/utils/ui/failure';

interface ConfirmDialogProps {
  title: ReactNode;
  children: ReactNode;
  confirmLabel: string;
  busyLabel: string;
  isBusy: boolean;
  /** True while the browser asks for a passkey, which "Cancel" then ends. */
  isWaiting?: boolean;
  error?: MessageCode;
  /** The path that opens this dialog again after the user has re-authenticated. */
  resumeAt: string;
  onConfirm: () => void;
  /** Stop rendering the dialog then. Escape cancels, too. */
  onCancel: () => void;
}

/** Asks before something is destroyed. The dialog is open while it is rendered. */
export function ConfirmDialog({ isBusy, isWaiting, onConfirm, ...props }: ConfirmDialogProps) {
  const id = useId();
  const onCancel = isWaiting ? cancelCeremony : props.onCancel;
  const canCancel = isWaiting || !isBusy;

  return (
    <dialog
      ref={showModal}
      aria-labelledby={`${id}title`}
      aria-describedby={`${id}text`}
      onCancel={(event) => {
        event.preventDefault();
        if (canCancel) onCancel();
      }}
      // A browser closes it without asking if Escape is pressed a second time.
      onClose={({ currentTarget }) => {
        if (currentTarget.open || !currentTarget.isConnected) return;
        if (isBusy) showModal(currentTarget);
        else onCancel();
      }}
    >
      <h2 id={`${id}title`} tabIndex={-1}>
        {props.title}
      </h2>
      <div id={`${id}text`}>{props.children}</div>
      <div className="choice">
        <button type="button" className="quiet" disabled={!canCancel} onClick={onCancel}>
          Cancel
        </button>
        <button
          type="button"
          className="danger"
          aria-disabled={isBusy}
          onClick={() => isBusy || onConfirm()}
        >
          {isWaiting ? 'Waiting for your passkey…' : isBusy ? props.busyLabel : props.confirmLabel}
        </button>
      </div>
      <Failure message={props.error} resumeAt={props.resumeAt} asksForPasskey />
    </dialog>
  );
}

/** Focuses the field to fill in, or the title, never a button. Closing gives the focus back. */
function showModal(dialog: HTMLDialogElement) {
  dialog.showModal();
  const field = dialog.querySelector<HTMLElement>('input:not([type="checkbox"])');
  (field ?? dialog.querySelector('h2'))?.focus();
  return () => dialog.close();
}
