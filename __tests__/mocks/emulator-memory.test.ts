import { ExpiringMap } from '@/mocks/authsignal/store/expiring-map';

test('what has expired is neither found nor kept', () => {
  let time = 0;
  const map = new ExpiringMap<string>(1000, () => time);
  map.set('old', 'Ada');
  time = 999;
  map.set('young', 'Bob');
  expect(map.get('old')).toBe('Ada');

  time = 1000;
  expect(map.get('old')).toBeUndefined();
  expect(map.get('young')).toBe('Bob');

  map.set('new', 'Eve');
  expect(map.size).toBe(2);
});

test('what is stored again lives its full time again', () => {
  let time = 0;
  const map = new ExpiringMap<string>(1000, () => time);
  map.set('again', 'Ada');
  map.set('once', 'Bob');
  time = 999;
  map.set('again', 'Ada');

  time = 1500;
  map.set('new', 'Eve');
  expect(map.get('again')).toBe('Ada');
  expect(map.size).toBe(2);
});

test('beyond its capacity the map forgets the oldest first', () => {
  const map = new ExpiringMap<number>(1000, () => 0, 2);
  for (const number of [1, 2, 3]) map.set(String(number), number);

  expect([map.get('1'), map.get('2'), map.get('3')]).toEqual([undefined, 2, 3]);
});
