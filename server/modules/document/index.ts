import { defineModule } from '../../platform/api/module.ts';
import { documentEntity } from './document.entity.ts';
import { Document } from './document.type.ts';

/** Documents: laws, decisions and sources that rows rest on. */
export const documentModule = defineModule({
  name: 'document',
  entities: [documentEntity],
  types: [Document],
});
