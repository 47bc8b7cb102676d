import type { RequestContext } from '../../platform/api/context.ts';
import { ApiFault } from '../../platform/faults.ts';
import { catalogueOf } from '../../schemes/catalogue-service.ts';
import type { FormSchema } from '../../schemes/json-schema.ts';
import { readStored } from '../../schemes/revisions.ts';
import { ConfigurationDifference } from './configuration.type.ts';
import { differenceOf, schemaOf } from './difference.ts';
import type { AnyRevision, ConfigurationKind, Draft } from './draft.ts';

/** The form by which a scheme or plugin is configured. @throws ApiFault UNKNOWN_PLUGIN */
export function formOf(context: RequestContext, kind: ConfigurationKind, configures: string): FormSchema {
  const catalogue = catalogueOf(context);
  if (kind === 'PLUGIN' && !catalogue.plugins.has(configures))
    throw ApiFault.badInput(
      'UNKNOWN_PLUGIN',
      { vi: `Không có bộ tiêu chí "${configures}"`, en: `There is no plugin "${configures}"` },
      'configures',
    );
  return schemaOf(kind, configures, catalogue);
}

/**
 * Differences of a configuration, as its stored text, from a revision of the same scheme or plugin.
 * @param before null to compare with an empty configuration
 */
export function differencesBetween(
  context: RequestContext,
  { kind, configures }: Pick<Draft, 'kind' | 'configures'>,
  before: AnyRevision | null,
  after: string,
): ConfigurationDifference[] {
  const read = (text: string): unknown => readStored(text, configures).configuration;
  const found = differenceOf(
    formOf(context, kind, configures),
    before === null ? {} : read(before.configuration),
    read(after),
    catalogueOf(context),
  );
  return found.map((one) => Object.assign(new ConfigurationDifference(), one));
}
