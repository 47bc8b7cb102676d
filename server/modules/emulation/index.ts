import { defineModule } from '../../platform/api/module.ts';
import { awardNoun, initiativeNoun } from './emulation.noun.ts';
import { Award, Initiative } from './emulation.type.ts';

/** Awards and recognised initiatives. */
export const emulationModule = defineModule({
  name: 'emulation',
  entities: [awardNoun, initiativeNoun],
  types: [Award, Initiative],
});
