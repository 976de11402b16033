import { prepareTemplate } from './template';

void prepareTemplate();
