import { html } from './html';
import { layout } from './layout';

export function notFoundPage() {
  return layout({
    title: 'Not found – Local mailbox',
    main: html`
      <nav>
        <a href="/"><span aria-hidden="true">←</span> All mails</a>
      </nav>
      <div class="empty">
        <h1>Not found</h1>
        <p>This mail may have been cleared, or newer mails have replaced it.</p>
      </div>
    `,
  });
}
