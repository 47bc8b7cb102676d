import { defineModule } from '../../platform/api/module.ts';
import { awardEntity, initiativeEntity } from './emulation.entity.ts';
import { Award, Initiative } from './emulation.type.ts';

/** Awards and recognised initiatives. */
export const emulationModule = defineModule({
  name: 'emulation',
  entities: [awardEntity, initiativeEntity],
  types: [Award, Initiative],
});
