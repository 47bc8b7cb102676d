import { EntityObject, EntityType } from '../../platform/api/entity-type.ts';
import { indexResultEntity } from './index-result.entity.ts';

@EntityType(indexResultEntity, 'IndexResult', {
  description: 'Kết quả bộ chỉ số: points and rank of PAR INDEX, SIPAS, DDCI or DTI as published.',
})
export class IndexResult extends EntityObject<typeof indexResultEntity.columns> {}
