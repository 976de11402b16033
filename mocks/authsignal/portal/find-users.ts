import type { Store } from '../store/store';
import type { User } from '../store/records';

const PAGE_SIZE = 50;

export type UserList = {
  users: User[];
  total: number;
  /** Counts from 1. */
  page: number;
  pages: number;
};

/** Users with a part of this text in their id, names, e-mail address or phone number, the newest first. */
export function findUsers(store: Store, query: string, wantedPage: number): UserList {
  const wanted = query.trim().toLowerCase();
  const found = [...store.users()].filter((user) => !wanted || isMatch(user, wanted)).reverse();
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const page = Math.min(Math.max(1, wantedPage), pages);
  const users = found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  return { users, total: found.length, page, pages };
}

function isMatch(user: User, wanted: string): boolean {
  const { userId, email, username, displayName, phoneNumber } = user;
  return [userId, email, username, displayName, phoneNumber].some((text) =>
    text?.toLowerCase().includes(wanted),
  );
}
