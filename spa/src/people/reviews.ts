import { askPage, send, standardHeaders, type Page, type Schemas } from '../api/client';

export type Review = Schemas['Review'];

/** Reviews about somebody are read so many at a time. */
const LIMIT = 50;

/** @param path the list, below `/api/v1`: `/me/reviews/` or `/admin/users/7/reviews/` */
export async function askReviews(path: string, cursor: string | undefined): Promise<Page<Review>> {
  const query = new URLSearchParams({ limit: String(LIMIT), ...(cursor ? { cursor } : {}) });
  const response = await send(new Request(`/api/v1${path}?${query}`, { headers: await standardHeaders() }));
  const body: unknown = await response.json().catch(() => undefined);
  return askPage<Review>(Promise.resolve(response.ok ? { data: body as Review[], response } : { error: body, response }));
}

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
