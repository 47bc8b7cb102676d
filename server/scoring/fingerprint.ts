import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Catalogue } from '../schemes/revisions.ts';

/** The folder server/, in the source or in the build. */
const SERVER = join(import.meta.dirname, '..');

/** Everything under these folders decides what a card says. Relative to server/. */
const FOLDERS = ['../rules', '../plugins', 'facts/loaders'];

/**
 * The code of the server that can change a card, relative to server/: what reads facts and computes, which stored cards still
 * count, and what the stamps say that they are compared with. Nothing that shows, announces or configures cards. A test compares
 * the list with what these files import.
 */
const FILES = [
  'modules/calendar/calendar.entity.ts',
  'modules/calendar/calendar.problems.ts',
  'modules/common.problems.ts',
  'modules/configuration/configuration.entity.ts',
  'modules/configuration/configuration.problems.ts',
  'modules/directing-act/directing-act.entity.ts',
  'modules/emulation/emulation.entity.ts',
  'modules/evaluation/evaluation.entity.ts',
  'modules/evaluation/evaluation.problems.ts',
  'modules/index-result/index-result.entity.ts',
  'modules/leader/leader.entity.ts',
  'modules/leader/leader.problems.ts',
  'modules/metric/metric.entity.ts',
  'modules/metric/metric.problems.ts',
  'modules/obstacle/obstacle.entity.ts',
  'modules/obstacle/obstacle.problems.ts',
  'modules/period/period.entity.ts',
  'modules/period/period.problems.ts',
  'modules/report/due-days.ts',
  'modules/report/report-state.ts',
  'modules/task/due-dates.ts',
  'modules/task/task-state.ts',
  'modules/task/task.entity.ts',
  'modules/task/task.problems.ts',
  'modules/unit/unit.entity.ts',
  'modules/unit/unit.problems.ts',
  'platform/database/embedded-engine.ts',
  'platform/model/data-model.ts',
  'platform/model/entity.ts',
  'platform/problems.ts',
  'platform/ledger/reading.ts',
  'platform/ledger/stamps.ts',
  'platform/model/storage.ts',
  'facts/attribution.ts',
  'scoring/compute/card-facts.ts',
  'scoring/dependencies/card-dependencies.ts',
  'schemes/catalogue.ts',
  'scoring/compute/decided-ratings.ts',
  'facts/columns.ts',
  'facts/loader.ts',
  'facts/metric-readings.ts',
  'facts/dependencies.ts',
  'facts/records.ts',
  'facts/scope.ts',
  'facts/inputs.ts',
  'facts/organisation.ts',
  'schemes/revision.problems.ts',
  'schemes/revisions.ts',
  'scoring/compute/score-service.ts',
  'scoring/compute/scored-subjects.ts',
  'scoring/compute/scoring.problems.ts',
  'scoring/stored/sealed-cards.ts',
  'facts/snapshot.ts',
  'scoring/stored/stored-cards.ts',
];

let code: string | undefined;

/**
 * Digest of the code that computes cards, with the versions of the catalogue’s rules.
 *
 * A card stored under another fingerprint is not found: no correction of engine, rule or fact query can leave outdated cards
 * in use.
 */
export function fingerprintOf(catalogue: Catalogue): string {
  const hash = createHash('sha256').update((code ??= codeDigest()));
  for (const [id, plugin] of catalogue.plugins) {
    hash.update(id);
    for (const { id: criterion, rule } of plugin.criteria)
      hash.update(`${criterion} ${rule.id} ${rule.version}`);
    for (const { id: condition, condition: rule } of plugin.conditions)
      hash.update(`${condition} ${rule.id} ${rule.version}`);
  }
  return hash.digest('hex').slice(0, 32);
}

/** The files that the fingerprint covers, relative to server/, in order; in a build, the compiled ones. */
export function coveredFiles(): readonly string[] {
  const extension = extname(import.meta.filename);
  const inFolders = FOLDERS.flatMap((folder) =>
    readdirSync(join(SERVER, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /(?<!\.test|\.d)\.[jt]s$/.test(name))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
  );
  return [...inFolders, ...FILES.map((name) => name.replace(/\.ts$/, extension))].toSorted();
}

function codeDigest(): string {
  const hash = createHash('sha256');
  for (const name of coveredFiles()) hash.update(`${name}\n`).update(readFileSync(join(SERVER, name)));
  return hash.digest('hex');
}
