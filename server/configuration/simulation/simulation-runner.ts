import type { Logger } from 'pino';
import type { Day } from '../../../rules/kit/day.ts';
import { configurationSimulationEntity } from '../drafts/draft.entity.ts';
import { put } from '../../platform/ledger/act.ts';
import { service } from '../../platform/services.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Statements } from '../../platform/database/database.ts';
import { digestOf } from '../../platform/ledger/digest.ts';
import { newActId } from '../../platform/ledger/ids.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Problem } from '../../platform/problems.ts';
import { Refusal } from '../../platform/problems.ts';
import { currentPosition } from '../../platform/ledger/position.ts';
import { readEntity } from '../../platform/ledger/reading.ts';
import { schemeOn } from '../../schemes/revisions.ts';
import type { ScoreService } from '../../scoring/compute/score-service.ts';
import type { Snapshot } from '../../facts/snapshot.ts';
import { checkDraft, isError, schemesUsing } from '../drafts/checks.ts';
import type { Draft } from '../drafts/draft.ts';
import { digestOfDraft } from '../drafts/draft.ts';
import type { SimulationResult, SimulationStep, SimulatedRun } from './compared-cards.ts';
import { compareSides, computeSide, serviceWith, subjectsOfStep } from './compared-cards.ts';
import type { SimulationRun } from './simulation-run-table.ts';
import { beat, finishRun, insertRun, readRuns, stateOfRun } from './simulation-run-table.ts';
import { refused } from './simulation.problems.ts';

/** Which draft to simulate on which periods. */
export interface SimulationRequest {
  readonly authority: string;
  readonly draft: Draft;
  /** Codes of periods that have begun. */
  readonly periods: readonly string[];
  readonly requestedBy: string;
}

/** Somebody ended the run, or the server is stopping. */
class Ended extends Error {}

/** Key of the simulations among the services of a request. */
export const SIMULATIONS = service<Simulations>('simulations');

/**
 * Starts, computes, finds and cancels simulations of drafts. Cards are computed as every score is, in batches; in between,
 * progress is stored, and a cancelled run ends. No fact is written; the result is recorded under its digest.
 */
export class Simulations {
  readonly #database: Statements;
  readonly #clock: Clock;
  readonly #service: ScoreService;
  readonly #log: Pick<Logger, 'error'>;
  readonly #running = new Map<string, Promise<void>>();
  #stopping = false;

  constructor(database: Statements, clock: Clock, service: ScoreService, log: Pick<Logger, 'error'>) {
    this.#database = database;
    this.#clock = clock;
    this.#service = service;
    this.#log = log;
  }

  /**
   * Starts a simulation on what the ledger holds now. One that is running, or done, on the same draft, periods and position is
   * not started twice. @throws Refusal with what keeps the draft from being simulated
   */
  async start({ authority, draft, periods, requestedBy }: SimulationRequest): Promise<SimulationRun> {
    const position = await currentPosition(this.#database, authority);
    const asOf = this.#clock.today();
    const snapshot = await this.#service.snapshot(authority, position);
    const steps = this.#steps(snapshot, draft, [...new Set(periods)].toSorted(), asOf);
    const query = { authority, position, asOf };
    const service = serviceWith(draft, this.#service, this.#database);
    let total = 0;
    for (const step of steps) {
      total += (await subjectsOfStep(service, query, step)).length;
      if (step.inForce) total += (await subjectsOfStep(this.#service, query, step)).length;
    }
    const now = this.#clock.now();
    const run: SimulationRun = {
      authority,
      id: newActId(now),
      draft: draft.code,
      draftDigest: digestOfDraft(draft),
      periods: [...new Set(steps.map(({ period }) => period))],
      readPosition: position,
      asOf,
      requestedBy,
      requestedAt: now,
      beatAt: now,
      done: 0,
      total,
      cancelledAt: null,
      finishedAt: null,
      failure: null,
      simulation: null,
    };
    const same = await this.#findSame(run);
    if (same) return same;
    await insertRun(this.#database, run);
    this.#running.set(
      run.id,
      this.#work(run, draft, steps, service).finally(() => this.#running.delete(run.id)),
    );
    return run;
  }

  /** @throws Refusal SIMULATION_OVER, also where there is none. */
  async cancel({ authority, id }: Pick<SimulationRun, 'authority' | 'id'>): Promise<SimulationRun> {
    const run = await this.find(authority, id);
    const now = this.#clock.now();
    if (run === null || !(await finishRun(this.#database, run, { cancelled: true }, now)))
      throw new Refusal([refused('SIMULATION_OVER', {}, 'simulation')]);
    return (await this.find(authority, id))!;
  }

  /** Simulations of a draft, the latest first. Whether the viewer may see them is for the caller to check. */
  ofDraft(authority: string, draft: string): Promise<SimulationRun[]> {
    return readRuns(this.#database, authority, { draft });
  }

  async find(authority: string, id: string): Promise<SimulationRun | null> {
    const [run] = await readRuns(this.#database, authority, { id });
    return run ?? null;
  }

  /** Waits until nothing is under way here. */
  async settled(): Promise<void> {
    await Promise.all(this.#running.values());
  }

  /** Ends what is under way: the server is stopping. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.settled();
  }

  /** The schemes and periods to compute. @throws Refusal where there is none, or the draft cannot be computed in one. */
  #steps(snapshot: Snapshot, draft: Draft, periods: readonly string[], today: Day): SimulationStep[] {
    const problems: Problem[] = [];
    if (periods.length === 0) problems.push(refused('NO_PERIODS', {}, 'periods'));
    const steps = periods.flatMap((code): SimulationStep[] => {
      const period = snapshot.periods.find((one) => one.code === code);
      if (!period) {
        problems.push(refused('UNKNOWN_PERIOD', { code }, 'periods'));
        return [];
      }
      if (period.from > today) problems.push(refused('PERIOD_NOT_BEGUN', { period: code }, 'periods'));
      const moved = { ...draft, effectiveFrom: period.from, effectiveTo: null, correctingDecision: '–' };
      const faults = checkDraft(moved, snapshot, this.#service.catalogue, today).filter(isError);
      problems.push(...faults.map((fault) => ({ ...fault, path: `draft.${fault.path ?? ''}` })));
      if (faults.length > 0) return [];
      const found = stepsIn(snapshot, draft, period);
      if (found.length === 0) problems.push(refused('NOT_OF_THIS_PERIOD', { period: code }, 'periods'));
      return found;
    });
    if (problems.length > 0) throw new Refusal(problems);
    return steps;
  }

  async #findSame(run: SimulationRun): Promise<SimulationRun | null> {
    const runs = await readRuns(this.#database, run.authority, { draft: run.draft });
    const key = (one: SimulationRun): string =>
      JSON.stringify([one.draftDigest, one.readPosition, one.asOf, one.periods]);
    const found = runs.find(
      (one) => key(one) === key(run) && ['RUNNING', 'DONE'].includes(stateOfRun(one, this.#clock.now())),
    );
    return found ?? null;
  }

  async #work(
    run: SimulationRun,
    draft: Draft,
    steps: readonly SimulationStep[],
    withDraft: ScoreService,
  ): Promise<void> {
    try {
      const { authority, readPosition: position, asOf } = run;
      const query = { authority, position, asOf };
      let done = 0;
      const onBatch = async (cards: number): Promise<void> => {
        done += cards;
        if (this.#stopping || !(await beat(this.#database, run, done, this.#clock.now()))) throw new Ended();
      };
      const runs: SimulatedRun[] = [];
      for (const step of steps) {
        const before = step.inForce ? await computeSide(this.#service, query, step, onBatch) : null;
        runs.push(compareSides(step, before, await computeSide(withDraft, query, step, onBatch)));
      }
      const result: SimulationResult = {
        format: 'leader-scorecard/simulation/1',
        draft: { code: draft.code, digest: run.draftDigest },
        runs,
      };
      const simulation = await this.#recordResult(run, result);
      await finishRun(this.#database, run, { simulation }, this.#clock.now());
    } catch (error) {
      if (error instanceof Ended) return;
      this.#log.error({ err: error, simulation: run.id }, 'a simulation failed');
      const failure = { vi: `Chạy thử gặp lỗi (mã ${run.id})`, en: `The simulation failed (${run.id})` };
      await finishRun(this.#database, run, { failure }, this.#clock.now()).catch((second: unknown) =>
        this.#log.error({ err: second, simulation: run.id }, 'a failed simulation could not be marked'),
      );
    }
  }

  /** Records what was found, once: the same result again is the same row. @returns its code */
  async #recordResult(run: SimulationRun, result: SimulationResult): Promise<string> {
    const { authority } = run;
    const digest = digestOf(result);
    const code = `${run.draft}/${digest}`;
    const position = await currentPosition(this.#database, authority);
    const known = await readEntity(this.#database, configurationSimulationEntity, {
      authority,
      position,
      codes: [code],
    });
    if (known.length > 0) return code;
    const row = {
      draft: run.draft,
      digest,
      draftDigest: run.draftDigest,
      periods: run.periods,
      readPosition: run.readPosition,
      asOf: run.asOf,
      requestedBy: run.requestedBy,
      finishedOn: this.#clock.today(),
      result: JSON.stringify(result),
    };
    const act = {
      authority,
      kind: 'simulateConfiguration',
      actor: run.requestedBy,
      recordedAt: this.#clock.now(),
      id: run.id,
    };
    await record(this.#database, act, [put(configurationSimulationEntity, row)]);
    return code;
  }
}

function stepsIn(snapshot: Snapshot, draft: Draft, period: Snapshot['periods'][number]): SimulationStep[] {
  if (draft.kind === 'PLUGIN') {
    return schemesUsing(draft.configures, snapshot, period.from)
      .filter(({ kinds }) => kinds.includes(period.kind))
      .map(({ scheme }) => ({ scheme, period: period.code, inForce: true }));
  }
  const { configuration } = JSON.parse(draft.configuration) as { configuration: { periodKinds: string[] } };
  if (!configuration.periodKinds.includes(period.kind)) return [];
  const before = schemeOn(snapshot, draft.configures, period.from);
  const inForce = before?.configuration.periodKinds.includes(period.kind) ?? false;
  return [{ scheme: draft.configures, period: period.code, inForce }];
}
