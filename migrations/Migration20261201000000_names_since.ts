import { Migration } from '@mikro-orm/migrations';

/** A renamed unit keeps its code and bears its name since a day. */
export class Migration20261201000000_names_since extends Migration {
  override up(): void {
    this.addSql(`alter table "unit_version" add "name_since" date null`);
  }
}
