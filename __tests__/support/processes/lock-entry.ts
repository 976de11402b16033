import { createInterface } from 'node:readline';

import { lockFolder } from '../../../mocks/lock-folder';

/** A process that locks each folder named on its input, and prints the result. It ends with its input. */
createInterface(process.stdin).on('line', (folder) => {
  lockFolder(folder).then(
    () => console.log('taken'),
    (error: unknown) => console.log(error instanceof Error ? error.message : error),
  );
});
