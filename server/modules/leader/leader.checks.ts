import { formatDay } from '../../../rules/kit/day.ts';
import type { CrossCheck, RowProblem } from '../../platform/model/cross-check.ts';
import type { EntityRow } from '../../platform/model/entity.ts';
import type { Coded } from '../../platform/model/storage.ts';
import { appointmentEntity } from './leader.entity.ts';
import { unitEntity } from '../unit/unit.entity.ts';
import { refused } from './leader.problems.ts';

type Appointment = Coded<EntityRow<typeof appointmentEntity>>;

/** No day may have two heads of a unit, nor two acting heads: the head answers for it. */
export const oneHeadAtATime: CrossCheck = {
  entities: ['appointment'],
  async check(view) {
    const touched = view.puts(appointmentEntity).filter(({ role }) => role !== 'DEPUTY');
    if (touched.length === 0) return [];
    const units = [...new Set(touched.map(({ unit }) => unit))];
    const staged = new Set(touched.map(({ code }) => code));
    const byPost = new Map<string, Appointment[]>();
    for (const row of (await view.rows(appointmentEntity, { where: { unit: units } })).values()) {
      if (row.role === 'DEPUTY') continue;
      const post = `${row.role} ${row.unit}`;
      byPost.set(post, [...(byPost.get(post) ?? []), row]);
    }
    return [...byPost.values()].flatMap((rows) => overlapsOf(rows, staged));
  },
};

/** A post is held in a unit that exists on its first day. Where the unit ends earlier than the post, so does the post. */
export const postsWithinUnits: CrossCheck = {
  entities: ['appointment', 'unit'],
  async check(view) {
    const closed = view.puts(unitEntity).filter(({ closedOn }) => closedOn !== null);
    const touched = view.puts(appointmentEntity);
    const units = [...new Set([...closed.map(({ code }) => code), ...touched.map(({ unit }) => unit)])];
    if (units.length === 0) return [];
    const existing = await view.rows(unitEntity, { codes: units });
    const posts = await view.rows(appointmentEntity, { where: { unit: units } });
    const staged = new Set(touched.map(({ code }) => code));
    const isClosing = new Set(closed.map(({ code }) => code));
    return [...posts.values()].flatMap((post) => {
      const unit = existing.get(post.unit);
      if (!unit || (post.from >= unit.openedOn && (unit.closedOn === null || post.from < unit.closedOn)))
        return [];
      if (staged.has(post.code)) {
        const data = { unit: post.unit, day: formatDay(post.from) };
        return [{ entity: 'appointment', code: post.code, problem: refused('UNIT_NOT_OPEN', data, 'from') }];
      }
      if (!isClosing.has(post.unit) || unit.closedOn === null || post.from < unit.closedOn) return [];
      const data = { unit: post.unit, post: post.code, day: formatDay(post.from) };
      return [{ entity: 'unit', code: post.unit, problem: refused('POST_BEGINS_LATER', data, 'closedOn') }];
    });
  },
};

/** One problem for every overlap that involves a staged appointment, laid at a staged one's door. */
function overlapsOf(rows: readonly Appointment[], staged: ReadonlySet<string>): RowProblem[] {
  const sorted = rows.toSorted((a, b) => a.from - b.from || (a.code < b.code ? -1 : 1));
  const problems: RowProblem[] = [];
  let running: Appointment | null = null;
  for (const row of sorted) {
    if (running !== null && (running.to === null || row.from < running.to)) {
      const blamed = staged.has(row.code) ? row : running;
      if (staged.has(blamed.code)) {
        const data = { unit: row.unit, first: running.code, second: row.code };
        problems.push({
          entity: 'appointment',
          code: blamed.code,
          problem: refused('TWO_HEADS', data, 'from'),
        });
      }
    }
    if (running === null || endsLater(row, running)) running = row;
  }
  return problems;
}

function endsLater(a: Appointment, b: Appointment): boolean {
  return b.to !== null && (a.to === null || a.to > b.to);
}
