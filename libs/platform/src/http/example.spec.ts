import { completedExample, type Schema } from './example.ts';

const schemas: Record<string, Schema> = {
  Money: {
    type: 'object',
    properties: { amount: { type: 'number', minimum: 0 }, currency: { type: 'string', example: 'USD' } },
    required: ['amount', 'currency'],
  },
  Card: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      accepting: { type: 'boolean' },
      price: { anyOf: [{ $ref: '#/components/schemas/Money' }, { type: 'null' }] },
      state: { type: 'string', enum: ['open', 'closed'] },
      tags: { type: 'array', items: { type: 'string' } },
      note: { type: 'string' },
    },
    required: ['id', 'accepting', 'price', 'state', 'tags'],
  },
  Wide: {
    allOf: [{ $ref: '#/components/schemas/Card' }],
    properties: { fee: { $ref: '#/components/schemas/Money' } },
    required: ['fee'],
  },
};
const of = (example: unknown, name: string) =>
  completedExample(example, { $ref: `#/components/schemas/${name}` }, schemas);

describe('examples', () => {
  it('keep what was written and gain what is required', () => {
    expect(of({ id: '1', price: { amount: 5 } }, 'Card')).toEqual({
      ...{ id: '1', price: { amount: 5, currency: 'USD' }, accepting: false, state: 'open', tags: [] },
    });
    expect(of({ id: '1', price: null, state: 'closed' }, 'Card')).toMatchObject({ price: null, state: 'closed' });
  });

  it('see through lists and what a schema is made of', () => {
    expect(
      completedExample(
        { data: [{ id: '1' }] },
        { properties: { data: { type: 'array', items: { $ref: '#/x/Card' } } } },
        schemas,
      ),
    ).toMatchObject({ data: [{ id: '1', price: null, accepting: false }] });
    expect(of({}, 'Wide')).toMatchObject({ id: '…', fee: { amount: 0, currency: 'USD' }, tags: [] });
  });
});
