import type { Schemas } from '../api/client';

export type Review = Schemas['Review'];
export type Stars = 1 | 2 | 3 | 4 | 5;

/** How many gave five stars, four, and so on. */
export function distribution(reviews: Pick<Review, 'rating'>[]): { stars: Stars; count: number; share: number }[] {
  return ([5, 4, 3, 2, 1] as const).map((stars) => {
    const count = reviews.filter(({ rating }) => rating === stars).length;
    return { stars, count, share: reviews.length ? count / reviews.length : 0 };
  });
}

/** Null when nobody has said anything yet. */
export function average(reviews: Pick<Review, 'rating'>[]): number | null {
  return reviews.length ? reviews.reduce((sum, { rating }) => sum + rating, 0) / reviews.length : null;
}
