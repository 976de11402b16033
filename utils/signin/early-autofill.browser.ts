import { arm, configure, press } from '@/utils/passkeys/sign-in-ceremony.browser';
import { shownUser } from '@/utils/http/shown-user.browser';

// The sign-in page's first script. next.config.js hears the button before it has loaded.
configure({ confirms: shownUser });
void ('pressed' in document.documentElement.dataset ? press() : arm());

// The button is there before React, which on a slow network takes seconds. When React hears the press too,
// the second of two presses at once does nothing.
document.addEventListener('click', ({ target }) => {
  if (target instanceof Element && target.closest('#passkey')) void press();
});
