export { CATALOGUE } from './scoring/catalogue.ts';
