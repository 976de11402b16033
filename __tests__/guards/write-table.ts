import { writeFileSync } from 'node:fs';

import { DOCUMENT, documentWithTable } from './table';

// `npm run docs:security`
writeFileSync(DOCUMENT, documentWithTable().wanted);
