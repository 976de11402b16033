/** For one of several buttons: the pressed one is busy and keeps the focus, and disables the others. */
export const busyButtonProps = (pressed: string | undefined, own: string) => ({
  'aria-disabled': pressed === own,
  disabled: pressed !== undefined && pressed !== own,
});
