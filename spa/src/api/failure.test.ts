import { describe, expect, it } from 'vitest';
import { failureOf } from './failure';

const answer = (status: number, headers: Record<string, string> = {}) => ({ status, headers: { get: (name: string) => headers[name] ?? null } });

describe('a failure', () => {
  it('is read from problem details', () => {
    const failure = failureOf(answer(400, { 'X-Request-Id': 'r-1' }), {
      status: 400,
      detail: 'Проверьте заполнение полей.',
      code: 'error.invalid_fields',
      errors: { brand: ['Обязательное поле.'], model: ['Слишком длинно.', 'Неверно.'], problems: [{ pointer: '/a', message: 'b' }] },
      problems: [{ pointer: '/a', message: 'b' }],
    });
    expect(failure).toMatchObject({
      status: 400,
      detail: 'Проверьте заполнение полей.',
      code: 'error.invalid_fields',
      fields: { brand: 'Обязательное поле.', model: 'Слишком длинно. Неверно.' },
      problems: [{ pointer: '/a', message: 'b' }],
      requestId: 'r-1',
    });
  });

  it('is read from the plain shape, which may have a field called like a member of a problem', () => {
    expect(failureOf(answer(400), { status: ['Так нельзя.'] })).toMatchObject({ fields: { status: 'Так нельзя.' }, detail: 'Так нельзя.' });
  });

  it('is read from a plain detail', () => {
    expect(failureOf(answer(403), { detail: 'Нельзя.' })).toMatchObject({ detail: 'Нельзя.', fields: {}, code: 'unknown' });
  });

  it('says when to try again', () => {
    expect(failureOf(answer(429, { 'Retry-After': '7' }), { detail: 'Позже.' }).retryAfter).toBe(7);
    expect(failureOf(answer(429), { detail: 'Позже.' }).retryAfter).toBeUndefined();
  });

  it('can be made of anything, such as the page of a proxy', () => {
    expect(failureOf(answer(502), '<html>')).toMatchObject({ status: 502, detail: '', fields: {} });
    expect(failureOf(answer(500), undefined)).toMatchObject({ status: 500, detail: '' });
  });
});
