import ts from 'typescript';

/**
 * JSON Schemas made from the Stripe SDK's own types, so that the sandbox is judged by exactly the version in use:
 * closed for request parameters (an unknown one fails), open for answers but with every required key.
 */

type Schema = Record<string, unknown>;

const program = ts.createProgram({
  rootNames: ['test/support/sdk-types.ts'],
  options: {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2024,
    strict: true,
    skipLibCheck: true,
  },
});
const checker = program.getTypeChecker();

/** The schema of a type alias exported by sdk-types.ts. */
export function schemaOf(name: string, closed: boolean): Schema {
  const source = program.getSourceFile('test/support/sdk-types.ts');
  const declaration = source?.statements.find(
    (node): node is ts.TypeAliasDeclaration => ts.isTypeAliasDeclaration(node) && node.name.text === name,
  );
  if (!declaration) throw new Error(`no type ${name}`);
  const definitions: Record<string, Schema> = {};
  return { ...read(checker.getTypeAtLocation(declaration), closed, definitions, new Map(), 0), definitions };
}

const has = (type: ts.Type, flag: ts.TypeFlags): boolean => (type.flags & flag) !== 0;

function read(
  type: ts.Type,
  closed: boolean,
  definitions: Record<string, Schema>,
  names: Map<ts.Type, string>,
  depth: number,
): Schema {
  if (type.isUnion()) return readUnion(type, closed, definitions, names, depth);
  if (type.isStringLiteral()) return { const: type.value };
  if (has(type, ts.TypeFlags.Any | ts.TypeFlags.Unknown) || depth > 9) return {};
  if (has(type, ts.TypeFlags.StringLike)) return { type: 'string' };
  if (has(type, ts.TypeFlags.NumberLike)) return { type: 'number' };
  if (has(type, ts.TypeFlags.BooleanLiteral)) return { const: checker.typeToString(type) === 'true' };
  if (has(type, ts.TypeFlags.Null)) return { type: 'null' };
  if (has(type, ts.TypeFlags.Undefined)) return { not: {} };
  if (checker.isArrayType(type))
    return {
      type: 'array',
      items: read(
        checker.getTypeArguments(type as ts.TypeReference)[0] as ts.Type,
        closed,
        definitions,
        names,
        depth + 1,
      ),
    };
  return readObject(type, closed, definitions, names, depth);
}

function readUnion(
  type: ts.UnionType,
  closed: boolean,
  definitions: Record<string, Schema>,
  names: Map<ts.Type, string>,
  depth: number,
): Schema {
  const members = type.types.filter((member) => !has(member, ts.TypeFlags.Undefined));
  // `string | SomeObject`: an expandable field; the id is enough.
  const strings = members.filter((member) => has(member, ts.TypeFlags.StringLike));
  const objects = members.filter((member) => has(member, ts.TypeFlags.Object) && !checker.isArrayType(member));
  const kept =
    strings.length > 0 &&
    objects.some((member) => member.getProperty('object') || checker.typeToString(member).includes('Deleted'))
      ? members.filter((member) => !objects.includes(member))
      : members;
  const others = kept.filter((member) => !has(member, ts.TypeFlags.BooleanLiteral));
  if (kept.length - others.length === 2) {
    const rest = others.map((member) => read(member, closed, definitions, names, depth + 1));
    return rest.length === 0 ? { type: 'boolean' } : { anyOf: [{ type: 'boolean' }, ...rest] };
  }
  const schemas = kept.map((member) => read(member, closed, definitions, names, depth + 1));
  return schemas.length === 1 ? (schemas[0] as Schema) : { anyOf: schemas };
}

function readObject(
  type: ts.Type,
  closed: boolean,
  definitions: Record<string, Schema>,
  names: Map<ts.Type, string>,
  depth: number,
): Schema {
  const known = names.get(type);
  if (known !== undefined) return { $ref: `#/definitions/${known}` };
  const name = `t${names.size}`;
  names.set(type, name);
  const index = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  for (const property of checker.getPropertiesOfType(type)) {
    if (property.name === 'lastResponse' || property.name.startsWith('__')) continue;
    const declaration = property.valueDeclaration ?? property.declarations?.[0];
    if (!declaration) continue;
    properties[property.name] = read(
      checker.getTypeOfSymbolAtLocation(property, declaration),
      closed,
      definitions,
      names,
      depth + 1,
    );
    if ((property.flags & ts.SymbolFlags.Optional) === 0) required.push(property.name);
  }
  definitions[name] = {
    type: 'object',
    properties,
    required,
    ...(closed && { additionalProperties: index ? read(index, closed, definitions, names, depth + 1) : false }),
  };
  return { $ref: `#/definitions/${name}` };
}
