import { prepareTemplate } from './database-template';

void prepareTemplate();
