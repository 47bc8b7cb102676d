import { EntityObject, EntityType } from '../../platform/api/entity-type.ts';
import { DocumentKind } from '../choices.ts';
import { documentEntity } from './document.entity.ts';

@EntityType(documentEntity, 'Document', {
  description: 'Văn bản, nguồn: where a figure or a duty comes from.',
  choices: { kind: DocumentKind },
})
export class Document extends EntityObject<typeof documentEntity.columns> {}
