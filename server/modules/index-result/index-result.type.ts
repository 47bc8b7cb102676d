import { NounObject, NounType } from '../../platform/api/noun-type.ts';
import { indexResultNoun } from './index-result.noun.ts';

@NounType(indexResultNoun, 'IndexResult', {
  description: 'Kết quả bộ chỉ số: points and rank of PAR INDEX, SIPAS, DDCI or DTI as published.',
})
export class IndexResult extends NounObject<typeof indexResultNoun.columns> {}
