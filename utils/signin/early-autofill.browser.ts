import { arm, press } from '@/utils/passkeys/sign-in-ceremony.browser';

// The sign-in page's first script. What hears the button before it is in next.config.js.
void ('pressed' in document.documentElement.dataset ? press() : arm());

// The button is there before React is, and on a slow network nobody else would hear it for seconds.
// (React hears it too once it has come. Of two presses at once the second is none.)
document.addEventListener('click', ({ target }) => {
  if (target instanceof Element && target.closest('#passkey')) void press();
});
