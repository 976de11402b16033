import { useCallback, useEffect, useRef, useState } from 'react';

import { callApi } from '@/utils/http/api-client.browser';

export interface List<Item> {
  status: 'loading' | 'failed' | 'loaded';
  /** Empty unless loaded. */
  items: Item[];
}

/**
 * One of the lists of the account page. `load` asks for it again, `replace` changes one item on the page. With
 * `first`, which came with the page, it need not be asked for.
 */
export function useList<Item extends { id: string }>(
  name: 'passkeys' | 'sessions',
  { first, onLoad }: { first?: Item[]; onLoad?: (items: Item[]) => void },
) {
  const [list, setList] = useState<List<Item>>({
    status: first ? 'loaded' : 'loading',
    items: first ?? [],
  });
  const newest = useRef(0);

  const load = useCallback(async () => {
    const own = ++newest.current;
    const next = await fetchList<Item>(name);
    // The answer to an older request may arrive last.
    if (own !== newest.current) return;
    setList(next);
    if (next.status === 'loaded') onLoad?.(next.items);
  }, [name, onLoad]);

  const isHere = first !== undefined;
  useEffect(() => {
    if (!isHere) void load();
  }, [load, isHere]);

  const replace = (item: Item) =>
    setList(({ status, items }) => ({
      status,
      items: items.map((each) => (each.id === item.id ? item : each)),
    }));

  return { list, load, replace };
}

const fetchList = <Item>(name: 'passkeys' | 'sessions'): Promise<List<Item>> =>
  callApi<Record<typeof name, Item[]>>('GET', `/api/${name}`).then(
    (answer) => ({ status: 'loaded', items: answer[name] }),
    () => ({ status: 'failed', items: [] }),
  );
