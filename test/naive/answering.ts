import type { Day } from '../../rules/kit/day.ts';
import type { AttributedRow } from '../../rules/kit/fact.ts';
import { absenceEntity } from '../../server/modules/leader/leader.entity.ts';
import type { EntityRow } from '../../server/platform/model/entity.ts';
import type { Post } from './posts.ts';
import { postsIn } from './posts.ts';
import type { View } from './view.ts';
import { workingDaysAfter } from './view.ts';

/** Who answers for a row: keys of subjects it counts for, and of those it is only shown to. */
export interface Answer {
  readonly counted: readonly string[];
  readonly shown: readonly string[];
}

/** Who answers for what, found anew for every row by looking at one day after the other. */
export class Answering {
  readonly #view: View;
  readonly #posts: readonly Post[];
  readonly #absences: readonly EntityRow<typeof absenceEntity>[];
  readonly #newBelow: number;

  constructor(view: View, newBelowWorkingDays: number) {
    this.#view = view;
    this.#posts = postsIn(view);
    this.#absences = view.rows(absenceEntity);
    this.#newBelow = newBelowWorkingDays;
  }

  forRow(row: AttributedRow): Answer {
    if (row.leader !== null) {
      // What follows a person counts in each of the person's posts, or in those of the unit that the row names.
      const posts = this.#posts.filter(
        (post) => post.leader === row.leader && (row.unit === null || post.unit === row.unit),
      );
      return { counted: posts.map(keyOf), shown: [] };
    }
    const unit = row.unit!;
    const { asOf, period } = this.#view;
    // Nothing decided yet: those who are there on the day of truth, or were on the period's last day.
    const day = row.decidedOn ?? Math.min(asOf, period.to - 1);
    const counted = [`unit:${unit}`];
    const shown: string[] = [];
    const head = this.#headOn(unit, day);
    if (head !== null) {
      const answering = this.#isNew(head, row.termFrom, day)
        ? this.#mostDays(unit, row.termFrom!, day)
        : head;
      counted.push(keyOf(answering));
      if (answering !== head) shown.push(keyOf(head));
    }
    for (const post of this.#posts) {
      const isDeputy = post.role === 'DEPUTY' && post.unit === unit && this.#isThere(post, day);
      if (isDeputy && row.field !== null && post.fields.includes(row.field)) counted.push(keyOf(post));
    }
    return { counted, shown };
  }

  #isThere(post: Post, day: Day): boolean {
    const isAbsent = this.#absences.some(
      (absence) =>
        absence.leader === post.leader && absence.from <= day && (absence.to === null || day < absence.to),
    );
    return post.from <= day && (post.to === null || day < post.to) && !isAbsent;
  }

  /** The acting head answers, else the head; nobody in a vacancy or while both are away. */
  #headOn(unit: string, day: Day): Post | null {
    const there = this.#posts.filter((post) => post.unit === unit && this.#isThere(post, day));
    return there.find((post) => post.role === 'ACTING') ?? there.find((post) => post.role === 'HEAD') ?? null;
  }

  #isNew(head: Post, termFrom: Day | null, day: Day): boolean {
    if (this.#newBelow === 0 || termFrom === null || termFrom >= head.from) return false;
    return workingDaysAfter(this.#view.calendar, head.from - 1, day) < this.#newBelow;
  }

  /** The holder on most days of the term; of two with as many, the earlier. */
  #mostDays(unit: string, from: Day, to: Day): Post {
    const days = new Map<Post, number>();
    for (let day = from; day <= to; day++) {
      const head = this.#headOn(unit, day);
      if (head !== null) days.set(head, (days.get(head) ?? 0) + 1);
    }
    const most = Math.max(...days.values());
    return [...days.keys()].find((post) => days.get(post) === most)!;
  }
}

function keyOf(post: Post): string {
  return `appointment:${post.code}`;
}
