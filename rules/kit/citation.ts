import type { Confidence, LegalDocumentNumber } from './legal-register.ts';

/**
 * Where a judgement rests: a document of the register and the place in it.
 * Article numbers are data: sources disagree on some.
 */
export interface Citation {
  readonly document: LegalDocumentNumber;
  readonly article: string | null;
  readonly clause: string | null;
  readonly point: string | null;
  readonly confidence: Confidence;
}

interface Place {
  readonly article?: string;
  readonly clause?: string;
  readonly point?: string;
}

/** Cites a registered document; without a mark the place was read in the source named by the register. */
export function cite(
  document: LegalDocumentNumber,
  place: Place = {},
  confidence: Confidence = 'READ',
): Citation {
  return {
    document,
    article: place.article ?? null,
    clause: place.clause ?? null,
    point: place.point ?? null,
    confidence,
  };
}
