/**
 * For one of several buttons: the one that was pressed is busy, and keeps the focus; while it is, the
 * others wait for it.
 */
export const whileBusy = (pressed: string | undefined, own: string) => ({
  'aria-disabled': pressed === own,
  disabled: pressed !== undefined && pressed !== own,
});
