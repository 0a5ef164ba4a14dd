import * as z from 'zod';
import type { Schemas } from '../api/client';
import type { Order } from '../live/frames';

export const LOCKS: Schemas['LockType'][] = ['PIN', 'GOOGLE', 'APPLE_ID', 'OTHER'];
export const PHOTO_TYPES = ['.jpg', '.jpeg', '.png'];

/** An order that is being written. */
export type OrderDraft = { brand: string; model: string; lock_type: Schemas['LockType'] | ''; has_pc: boolean; description: string };
export const EMPTY_DRAFT: OrderDraft = { brand: '', model: '', lock_type: '', has_pc: false, description: '' };

/** What each step asks for; the last one only shows it. */
export const FIELDS: (keyof OrderDraft)[][] = [['brand', 'model', 'lock_type', 'has_pc'], ['description'], []];
export const STEPS = FIELDS.length;

const LONGEST_NAME = 255;
const LONGEST_DESCRIPTION = 50_000;

export type Words = { required: string; chooseLock: string; tooLong: (max: number) => string };

export function draftSchema({ required, chooseLock, tooLong }: Words) {
  const name = z.string().trim().min(1, required).max(LONGEST_NAME, tooLong(LONGEST_NAME));
  return z.object({
    brand: name,
    model: name,
    lock_type: z.enum([...LOCKS, '']).refine((lock) => lock !== '', chooseLock),
    has_pc: z.boolean(),
    description: z.string().trim().min(1, required).max(LONGEST_DESCRIPTION, tooLong(LONGEST_DESCRIPTION)),
  });
}

/** The first step (from 1) that lacks something: nobody gets beyond it, whatever the address says. */
export function firstOpenStep(draft: OrderDraft): number {
  const problems = draftSchema({ required: '-', chooseLock: '-', tooLong: () => '-' }).safeParse(draft).error?.issues ?? [];
  const at = FIELDS.findIndex((fields) => problems.some(({ path }) => fields.includes(path[0] as keyof OrderDraft)));
  return at < 0 ? STEPS : at + 1;
}

/** The same once more. */
export function repeated({ brand, model, lock_type, has_pc, description }: Order): OrderDraft {
  return { brand, model, lock_type, has_pc, description };
}

export function formOf({ brand, model, lock_type, has_pc, description }: OrderDraft, photo: File | null): FormData {
  const form = new FormData();
  Object.entries({ brand: brand.trim(), model: model.trim(), lock_type, has_pc: String(has_pc), description: description.trim() }).forEach(([name, value]) => form.append(name, value));
  if (photo) {
    form.append('photo_lock_screen', photo);
  }
  return form;
}
