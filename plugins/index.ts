import { deadlinePlugin } from './deadline/plugin.ts';
import { emulation } from './emulation/plugin.ts';
import { homeAffairsYear } from './home-affairs-year/plugin.ts';
import { homeAffairs } from './home-affairs/plugin.ts';
import type { Plugin } from './kit/plugin.ts';
import { serviceIndexNational } from './service-index-national/plugin.ts';
import { serviceIndexPublished } from './service-index-published/plugin.ts';
import { serviceIndex } from './service-index/plugin.ts';
import { targetsPlugin } from './targets/plugin.ts';

/** Every plugin that a scheme may be made of, by id. */
export const PLUGINS: ReadonlyMap<string, Plugin> = new Map(
  [
    deadlinePlugin,
    emulation,
    homeAffairs,
    homeAffairsYear,
    serviceIndex,
    serviceIndexNational,
    serviceIndexPublished,
    targetsPlugin,
  ].map((plugin) => [plugin.id, plugin]),
);
