import { filesOf, findCircle, importsOf } from './support/imports/imports';
import emulator from '@/mocks/authsignal/package.json';
import app from '@/package.json';
import table from '@/utils/rooms.json';

/** Which rooms each room may import: utils/rooms.json. */
const allowed = new Map<string, string[]>(Object.entries(table));

/** The room of a file of utils/, or the folder of another file. */
function roomOf(file: string): string {
  const [folder = '', room = ''] = file.split('/');
  return folder === 'utils' ? room.replace(/\.tsx?$/, '') : folder;
}

/** All arrows from file to file, types included. */
const arrows = ['utils', 'pages', 'mocks', 'prisma', 'bench'].flatMap((folder) =>
  filesOf(folder).flatMap((from) =>
    importsOf(from).flatMap(({ file: to }) =>
      to && to !== 'utils/rooms.json' ? [{ from, to }] : [],
    ),
  ),
);
const inUtils = arrows.filter(({ from }) => from.startsWith('utils/'));
const across = inUtils.filter(({ from, to }) => roomOf(from) !== roomOf(to));

test('a room imports only the rooms that the table allows it', () => {
  const refused = across.filter(({ from, to }) => !allowed.get(roomOf(from))?.includes(roomOf(to)));
  expect(refused).toEqual([]);
});

test('the table holds every room, and allows nothing that no file needs', () => {
  const used = (room: string, other: string) =>
    across.some(({ from, to }) => roomOf(from) === room && roomOf(to) === other);
  for (const [room, others] of allowed) {
    expect(filesOf('utils').some((file) => roomOf(file) === room)).toBe(true);
    expect([room, others.filter((other) => !used(room, other))]).toEqual([room, []]);
  }
});

test('there is no circle among rooms, nor among files', () => {
  expect(findCircle(graphOf(across.map(({ from, to }) => [roomOf(from), roomOf(to)])))).toBe(
    undefined,
  );
  expect(findCircle(graphOf(arrows.map(({ from, to }) => [from, to])))).toBe(undefined);
});

test('pages import rooms and nothing imports pages; the app and the local services do not know each other', () => {
  const foldersOf = (folder: string) =>
    new Set(arrows.filter(({ from }) => roomOf(from) === folder).map(({ to }) => to.split('/')[0]));
  expect(foldersOf('pages')).toEqual(new Set(['utils']));
  expect(new Set(inUtils.map(({ to }) => to.split('/')[0]))).toEqual(new Set(['utils']));
  expect([...foldersOf('mocks')].filter((folder) => folder !== 'mocks')).toEqual(['prisma']);
});

test('the emulator imports nothing from outside its folder, and what it depends on is tested here', () => {
  const home = 'mocks/authsignal/';
  const leaving = arrows.filter(({ from, to }) => from.startsWith(home) && !to.startsWith(home));
  expect(leaving).toEqual([]);
  const tested = { ...app.dependencies, ...app.devDependencies };
  expect(tested).toMatchObject({ ...emulator.dependencies, ...emulator.devDependencies });
});

function graphOf(pairs: string[][]): Map<string, Set<string>> {
  const graph = new Map<string, Set<string>>();
  for (const [from = '', to = ''] of pairs) graph.set(from, (graph.get(from) ?? new Set()).add(to));
  return graph;
}
