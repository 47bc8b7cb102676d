import { Migration } from '@mikro-orm/migrations';

// A province is read some units at a time: what a few of them need of a period is found without passing over everybody's whole history.
const STATEMENTS = [
  `drop index "task_version_assigned_by"`,
  `create index "task_version_assigned_by_assigned_on" on "task_version" ("authority", "assigned_by", "assigned_on")`,
  `drop index "target_version_unit"`,
  `create index "target_version_unit_by" on "target_version" ("authority", "unit", "by")`,
  `drop index "submission_version_duty"`,
  `create index "submission_version_duty_due_on" on "submission_version" ("authority", "duty", "due_on")`,
];

export class Migration20261122003100_batch_indexes extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}
