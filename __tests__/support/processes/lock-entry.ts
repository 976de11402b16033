import { createInterface } from 'node:readline';

import { lockFolder } from '../../../mocks/folder-lock';

/** A process that takes each folder it is told of, and says how it went. It ends with its input. */
createInterface(process.stdin).on('line', (folder) => {
  lockFolder(folder).then(
    () => console.log('taken'),
    (error: unknown) => console.log(error instanceof Error ? error.message : error),
  );
});
