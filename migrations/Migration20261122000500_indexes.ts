import { Migration } from '@mikro-orm/migrations';

// Facts are searched by whom and what they are about; readings by the unit and the days they cover.
const STATEMENTS = [
  `create index "absence_version_leader" on "absence_version" ("authority", "leader")`,
  `create index "appointment_version_leader" on "appointment_version" ("authority", "leader")`,
  `create index "assessment_version_leader" on "assessment_version" ("authority", "leader")`,
  `create index "award_version_leader" on "award_version" ("authority", "leader")`,
  `create index "cause_version_task" on "cause_version" ("authority", "task")`,
  `create index "decided_rating_version_leader" on "decided_rating_version" ("authority", "leader")`,
  `create index "directing_act_version_leader" on "directing_act_version" ("authority", "leader")`,
  `create index "extension_version_task" on "extension_version" ("authority", "task")`,
  `create index "gate_fact_version_leader" on "gate_fact_version" ("authority", "leader")`,
  `create index "handover_version_task" on "handover_version" ("authority", "task")`,
  `create index "initiative_version_leader" on "initiative_version" ("authority", "leader")`,
  `create index "obstacle_version_task" on "obstacle_version" ("authority", "task")`,
  `create index "quality_review_version_task" on "quality_review_version" ("authority", "task")`,
  `create index "submission_version_duty" on "submission_version" ("authority", "duty")`,
  `drop index "reading_version_unit"`,
  `create index "reading_version_unit_covers_to" on "reading_version" ("authority", "unit", "covers_to")`,
];

export class Migration20261122000500_indexes extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}
