import { beforeAll, describe, expect, it } from 'vitest';
import i18n from 'i18next';
import { addTexts, startTexts } from '../../i18n/i18n';
import type { Catalogue } from './queries';
import { diff } from './diff';
import { ruleWords } from './words';

const catalogue: Catalogue = {
  events: [{ type: 'appointment.created', entity_type: 'Appointment', meaning: { ru: 'Клиент подал заявку', en: 'A client files an order' }, payload: [] }],
  fields: [
    { field: 'appointment.total_price', type: 'number', choices: [], meaning: { ru: 'Цена', en: 'The price' } },
    { field: 'client.risk_level', type: 'text', choices: ['low', 'high'], meaning: { ru: 'Риск', en: 'Risk' } },
  ],
  operators: {},
  actions: [
    {
      type: 'assign_tag',
      meaning: { ru: 'Поставить метку', en: 'Put a tag' },
      any_of: [],
      parameters: [{ name: 'tag', type: 'text', required: true, required_when: null, choices: [], max_length: null, pattern: null, meaning: { ru: 'Метка', en: 'Tag' } }],
    },
  ],
};

describe('a rule in words', () => {
  beforeAll(async () => {
    await startTexts();
    await addTexts('platform');
  });
  const words = () => ruleWords(catalogue, i18n.t, 'ru');

  it('says conditions by the meaning of their fields and values', () => {
    expect(words().comparison({ field: 'client.risk_level', op: 'in', value: ['HIGH', 'odd'] })).toBe('Риск одно из Высокий риск, «odd»');
    expect(words().comparison({ field: 'appointment.total_price', op: '==', value: null })).toBe('Цена не указано');
  });

  it('puts a nested condition into one sentence', () => {
    const price = { field: 'appointment.total_price', op: '>', value: 5 };
    expect(words().sentence({ all: [price, { any: [price, { not: price }] }] })).toBe('Цена > 5 и (Цена > 5 или не Цена > 5)');
    expect(words().sentence({})).toBe('всегда');
  });

  it('says what it does not know as it is written', () => {
    expect(words().trigger('custom.ping')).toBe('Своё событие custom.ping');
    expect(words().action({ type: 'assign_tag', tag: 'x' })).toBe('Поставить метку · «x»');
    expect(words().action({ type: 'new_one', to: 'y' })).toBe('new_one · «y»');
  });

  it('says a pause in the longest unit that fits', () => {
    expect(words().duration(5400)).toBe('90 минут');
    expect(words().duration(86_400)).toBe('1 день');
  });
});

describe('a difference', () => {
  it('keeps what is the same and tells what came and went', () => {
    expect(diff(['a', 'b', 'c'], ['a', 'x', 'c'], Object.is).map(({ change, line }) => change[0] + line)).toEqual(['sa', 'rb', 'ax', 'sc']);
  });
});
