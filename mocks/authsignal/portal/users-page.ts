import { html } from 'hono/html';

import type { User } from '../store/records';
import type { UserList } from './find-users';
import { layout } from './layout';
import { count, empty, type Markup, userAddress } from './markup';

type Content = UserList & { query: string; countPasskeys: (userId: string) => number };

/** Lists users by pages, and searches them. */
export function usersPage(content: Content): Markup {
  const { users, total, query } = content;
  return layout({
    title: 'Users',
    path: '/',
    main: html`
      <h1>Users</h1>
      <search>
        <form class="row" action="/">
          <label for="q">Search</label>
          <input id="q" name="q" type="search" value="${query}" autocomplete="off" />
          <button>Search</button>
        </form>
      </search>
      <p class="quiet">${count(total, 'user')}${query && ` with “${query}”`}</p>
      ${users.length > 0 ? table(content) : empty(query ? 'Nobody was found.' : 'No user yet.')}
      ${pager(content)}
    `,
  });
}

function table({ users, countPasskeys }: Content): Markup {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">User</th>
        <th scope="col" class="number">Passkeys</th>
      </tr>
    </thead>
    <tbody>
      ${users.map(
        (user) =>
          html`<tr>
            <td>
              <a href="${userAddress(user.userId)}">${user.userId}</a>
              ${contact(user)}
            </td>
            <td class="number">${countPasskeys(user.userId)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function contact({ email, phoneNumber, username, displayName }: User): Markup | undefined {
  const names = new Set([displayName, email, phoneNumber, username].filter(Boolean));
  return names.size > 0 ? html`<div class="quiet">${[...names].join(', ')}</div>` : undefined;
}

function pager({ page, pages, query }: Content): Markup | undefined {
  if (pages === 1) return undefined;
  const link = (to: number, name: string) =>
    to >= 1 && to <= pages
      ? html`<a href="/?${new URLSearchParams({ q: query, page: String(to) }).toString()}">${name}</a>`
      : undefined;
  return html`<nav class="row" aria-label="Pages of the list">
    ${link(page - 1, 'Previous')}
    <span class="quiet">Page ${page} of ${pages}</span>
    ${link(page + 1, 'Next')}
  </nav>`;
}
