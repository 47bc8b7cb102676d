import { NounObject, NounType } from '../../platform/api/noun-type.ts';
import { DocumentKind } from '../choices.ts';
import { documentNoun } from './document.noun.ts';

@NounType(documentNoun, 'Document', {
  description: 'Văn bản, nguồn: where a figure or a duty comes from.',
  choices: { kind: DocumentKind },
})
export class Document extends NounObject<typeof documentNoun.columns> {}
