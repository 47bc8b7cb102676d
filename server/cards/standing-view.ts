import type { PlaceResult, Standing } from '../../plugins/engine/standing.ts';
import { exactText } from '../../rules/kit/fraction.ts';
import type { Text } from '../../rules/kit/text.ts';
import { fillBoth } from '../../rules/kit/text.ts';
import { shownText } from '../platform/api/scalars.ts';
import { CAP_TEXTS, RATING_TEXTS, STANDING_TEXTS, TITLE_TEXTS } from './card-words.ts';

/** A standing in words: rank, cap and the class proposed within the cohort. */
export function viewStanding(standing: Standing, points: string) {
  const { cap } = standing;
  const data = { rank: standing.rank ?? 0, size: standing.size };
  const placeText = (place: PlaceResult | null): Text | null =>
    place &&
    fillBoth(CAP_TEXTS[place.result], {
      points: shownText(points),
      rank: place.rankAmongRated,
      places: place.places,
      percent: exactText(place.percent),
      base: place.base,
    });
  return {
    ...standing,
    ratingText: standing.rating === null ? null : RATING_TEXTS[standing.rating]!,
    text: fillBoth(STANDING_TEXTS[standing.state], data),
    capText: placeText(cap),
    titles: standing.titles.map(({ title, quota }) => ({
      title,
      titleName: TITLE_TEXTS[title] ?? { vi: title, en: title },
      quota,
      quotaText: placeText(quota),
    })),
  };
}
