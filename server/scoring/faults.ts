/** A configuration that cannot be planned, for those above scoring. */
export { ConfigurationFault } from '../../plugins/engine/plan.ts';
