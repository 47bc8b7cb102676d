import { defineModule } from '../../platform/api/module.ts';
import { awardEntity, initiativeEntity } from './emulation.entity.ts';

/** Awards and recognised initiatives. */
export const emulationModule = defineModule({
  name: 'emulation',
  entities: [awardEntity, initiativeEntity],
  api: () => import('./api.ts'),
});
