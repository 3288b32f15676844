/** As much of JSON Schema as our document uses. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  enum?: unknown[];
  example?: unknown;
  default?: unknown;
  format?: string;
  minimum?: number;
  minLength?: number;
  minItems?: number;
  additionalProperties?: boolean | Schema;
}
export type Schemas = Readonly<Record<string, Schema>>;

const STRINGS: Readonly<Record<string, string>> = {
  'date-time': '2027-01-20T12:00:00.000Z',
  date: '2027-01-20',
  uuid: '0197f0a0-0000-7000-8000-000000000000',
  uri: 'https://example.com/',
  email: 'kim@example.com',
};

/** One schema without references and compositions: what an object of it may and must have. */
function resolved(schema: Schema, schemas: Schemas): Schema {
  if (schema.$ref !== undefined) return resolved(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, schemas);
  if (!schema.allOf) return schema;
  const { allOf, ...own } = schema;
  return [own, ...allOf]
    .map((part) => resolved(part, schemas))
    .reduce((whole, part) => ({
      ...{ ...whole, ...part },
      properties: { ...whole.properties, ...part.properties },
      required: [...(whole.required ?? []), ...(part.required ?? [])],
    }));
}

/** A written example, completed by what its schema requires and it leaves out: short to write, whole to read. */
export function completedExample(example: unknown, schema: Schema, schemas: Schemas): unknown {
  const whole = resolved(schema, schemas);
  if (whole.anyOf && example !== null) {
    const fitting = whole.anyOf.find((one) => resolved(one, schemas).type !== 'null');
    return fitting ? completedExample(example, fitting, schemas) : example;
  }
  if (Array.isArray(example)) return example.map((item) => completedExample(item, whole.items ?? {}, schemas));
  if (typeof example !== 'object' || example === null || !whole.properties) return example;
  const given = Object.entries(example).map(([name, value]) => [
    name,
    completedExample(value, whole.properties?.[name] ?? {}, schemas),
  ]);
  const missing = (whole.required ?? [])
    .filter((name) => !(name in example))
    .map((name) => [name, sample(whole.properties?.[name] ?? {}, schemas)]);
  return Object.fromEntries([...given, ...missing]) as unknown;
}

/** The least value of a schema: its own example, nothing where nothing is allowed, else the smallest. */
function sample(schema: Schema, schemas: Schemas): unknown {
  const whole = resolved(schema, schemas);
  if (whole.example !== undefined) return whole.example;
  if (whole.default !== undefined) return whole.default;
  const types = [whole.type ?? []].flat();
  if (types.includes('null') || whole.anyOf?.some(({ type }) => type === 'null')) return null;
  if (whole.enum) return whole.enum[0];
  if (whole.properties || types.includes('object')) return completedExample({}, whole, schemas);
  if (types.includes('array')) return [];
  if (types.includes('boolean')) return false;
  if (types.includes('number') || types.includes('integer')) return whole.minimum ?? 1;
  return STRINGS[whole.format ?? ''] ?? '…'.repeat(Math.max(1, whole.minLength ?? 1));
}
