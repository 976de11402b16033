import { html } from './html';
import { layout } from './layout';

export function notFoundPage() {
  return layout({
    title: 'Nothing here – Local mailbox',
    main: html`
      <nav>
        <a href="/"><span aria-hidden="true">←</span> All mails</a>
      </nav>
      <div class="empty">
        <h1>Nothing here</h1>
        <p>This mail may have been cleared, or have made room for newer ones.</p>
      </div>
    `,
  });
}
