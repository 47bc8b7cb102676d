import type { Module } from '../platform/api/module.ts';
import { calendarModule } from './calendar/index.ts';
import { configurationModule } from './configuration/index.ts';
import { directingActModule } from './directing-act/index.ts';
import { documentModule } from './document/index.ts';
import { emulationModule } from './emulation/index.ts';
import { evaluationModule } from './evaluation/index.ts';
import { indexResultModule } from './index-result/index.ts';
import { leaderModule } from './leader/index.ts';
import { metricModule } from './metric/index.ts';
import { obstacleModule } from './obstacle/index.ts';
import { periodModule } from './period/index.ts';
import { reportModule } from './report/index.ts';
import { taskModule } from './task/index.ts';
import { unitModule } from './unit/index.ts';

/**
 * The modules, in the order in which a person reads a data folder.
 * What is pointed to comes first.
 */
export const MODULES: readonly Module[] = [
  documentModule,
  unitModule,
  leaderModule,
  calendarModule,
  periodModule,
  taskModule,
  obstacleModule,
  directingActModule,
  reportModule,
  metricModule,
  indexResultModule,
  evaluationModule,
  emulationModule,
  configurationModule,
];
