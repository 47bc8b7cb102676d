import { AccessFault, trustFrom } from '../access.ts';
import { readVariables } from '../env.ts';
import { openDemoKeys, signDemoToken } from '../platform/access/demo-keys.ts';
import { systemClock } from '../platform/clock.ts';
import type { Grant } from '../platform/model/viewer.ts';
import type { GrantRole } from '../modules/roles.ts';
import { GRANT_ROLES } from '../modules/roles.ts';
import { SAMPLE_AUTHORITIES } from '../sample/samples.ts';
import type { Values } from './command.ts';
import { UsageFault, runCommand } from './command.ts';

const USAGE = `Usage: npm run -s token -- --role ROLE [--role ROLE …] [--authority CODE …] [--unit CODE] [--leader CODE] [--subject NAME] [--hours N]

Prints a token that the embedded default believes, for trying it out. Where DATABASE_URL or an issuer is set, ask that issuer for one.

  --role ROLE        ${GRANT_ROLES.join(', ')}
  --authority CODE   over this authority; by default over each of the sample data: ${SAMPLE_AUTHORITIES.join(', ')}
  --unit CODE        only over this unit and everything below it
  --leader CODE      the account is this leader
  --subject NAME     name of the account, by default "demo"
  --hours N          good for so many hours, by default 12`;

const text = { type: 'string' } as const;
const list = { type: 'string', multiple: true } as const;
const OPTIONS = {
  role: list,
  authority: list,
  unit: text,
  leader: text,
  subject: text,
  hours: text,
} as const;

interface Options {
  readonly subject: string;
  readonly leader: string | null;
  readonly grants: readonly Grant[];
  readonly hours: number;
}

function optionsOf(values: Values<typeof OPTIONS>): Options {
  const roles = values.role ?? [];
  if (roles.length === 0) throw new UsageFault('--role is missing');
  const strange = roles.find((role) => !(GRANT_ROLES as readonly string[]).includes(role));
  if (strange !== undefined) throw new UsageFault(`there is no role "${strange}"`);
  const hours = Number(values.hours ?? 12);
  if (!Number.isInteger(hours) || hours < 1) throw new UsageFault('--hours is a whole number from 1');
  const grants = (values.authority ?? SAMPLE_AUTHORITIES).flatMap((authority) =>
    roles.map((role) => ({ authority, role: role as GrantRole, unit: values.unit ?? null })),
  );
  return { subject: values.subject ?? 'demo', leader: values.leader ?? null, grants, hours };
}

async function printToken({ hours, ...viewer }: Options): Promise<number> {
  if (trustFrom() !== null)
    throw new AccessFault(
      'Đã cấu hình nơi cấp mã truy cập (OIDC_ISSUER): hãy xin mã ở đó; khóa thử nghiệm chỉ dùng cho cơ sở dữ liệu nhúng mặc định (an issuer is configured: ask it for a token; demo keys are for the embedded default only)',
    );
  const keys = await openDemoKeys(readVariables(['DATA_FOLDER']).DATA_FOLDER);
  process.stdout.write(`${await signDemoToken(keys, viewer, hours, systemClock)}\n`);
  return 0;
}

await runCommand({ usage: USAGE, options: OPTIONS, run: (values) => printToken(optionsOf(values)) });
