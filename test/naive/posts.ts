import { appointmentEntity } from '../../server/modules/leader/leader.entity.ts';
import { unitEntity } from '../../server/modules/unit/unit.entity.ts';
import type { EntityRow } from '../../server/platform/model/entity.ts';
import type { Coded } from '../../server/platform/model/storage.ts';
import type { View } from './view.ts';

/** A post as it was held. */
export type Post = Coded<EntityRow<typeof appointmentEntity>>;

/** Posts as they were held: when a unit is closed nobody holds a post in it any longer. */
export function postsIn(view: View): Post[] {
  return view.rows(appointmentEntity).flatMap((post) => {
    const { closedOn } = view.rows(unitEntity).find(({ code }) => code === post.unit)!;
    const ends = [post.to, closedOn].filter((day) => day !== null);
    const to = ends.length === 0 ? null : Math.min(...ends);
    const isNeverHeld = closedOn !== null && post.from >= closedOn;
    return isNeverHeld ? [] : [{ ...post, to }];
  });
}
