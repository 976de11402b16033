import { shownUser } from '@/utils/http/shown-user.browser';
import { arm, configure, press } from '@/utils/passkeys/sign-in-ceremony.browser';

// The sign-in page's first script. Before it loads, the banner in next.config.js notes a press of the button.
configure({ confirms: shownUser });
void ('pressed' in document.documentElement.dataset ? press() : arm());

// On a slow network React comes seconds later. Once it also hears the press, the second one does nothing.
document.addEventListener('click', ({ target }) => {
  if (target instanceof Element && target.closest('#passkey')) void press();
});
