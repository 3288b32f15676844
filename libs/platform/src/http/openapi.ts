import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { completedExample, type Schema, type Schemas } from './example.ts';
import { type Scope, scopeFor } from './scopes.ts';
import { PROBLEMS, type ProblemCode } from '../problems.ts';

const problemSchema = {
  type: 'object',
  description: 'RFC 9457 problem details',
  required: ['type', 'title', 'status', 'code', 'detail', 'instance', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(PROBLEMS) },
    detail: { type: 'string' },
    instance: { type: 'string' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: { field: { type: 'string' }, message: { type: 'string' } },
      },
    },
    alternatives: {
      type: 'array',
      items: { type: 'string', format: 'date-time' },
      description: 'The nearest free starts',
    },
    conflicts: {
      type: 'array',
      description: 'Of several times wanted together: which cannot be had, and why',
      items: {
        type: 'object',
        required: ['startsAt', 'reason'],
        properties: { startsAt: { type: 'string', format: 'date-time' }, reason: { type: 'string' } },
      },
    },
  },
};

type Metadata = () => Promise<Record<string, unknown>>;

interface Content {
  schema?: Schema;
  example?: unknown;
  examples?: object;
}

interface DocumentedOperation {
  description?: string;
  parameters?: { required?: boolean; schema?: { default?: unknown } }[];
  requestBody?: { content: Record<string, Content> };
  responses: Record<string, { description?: string; content?: Record<string, Content> }>;
  'x-audience'?: string;
  'x-api-key-scope'?: string;
  security?: object[];
  'x-problem-codes'?: ProblemCode[];
  'x-examples'?: { request?: unknown; response?: unknown };
}

/** The OpenAPI 3.1 document of the running routes, with audience, examples and problem codes on every operation. */
async function openApiDocument(app: NestFastifyApplication, metadata: Metadata): Promise<OpenAPIObject> {
  await SwaggerModule.loadPluginMetadata(metadata as () => Promise<Record<string, never>>);
  const settings = new DocumentBuilder()
    .setTitle('Mentor marketplace')
    .setDescription(
      'Coaching for product-manager interviews: goals in, matched mentors with reasons, real free times, booked and paid sessions. ' +
        'Instants are RFC 3339 in UTC, money is integer minor units with its currency, errors are RFC 9457 problems.',
    )
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/')
    .addBearerAuth()
    .addApiKey({ type: 'apiKey', in: 'header', name: 'x-api-key', description: 'For programs of admins' }, 'apiKey')
    .build();
  const document = SwaggerModule.createDocument(app, settings);
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: problemSchema as never },
  };
  const schemas = document.components.schemas as Record<string, Schema>;
  // What has a default may be left out.
  for (const schema of Object.values(schemas))
    schema.required = schema.required?.filter((name) => schema.properties?.[name]?.default === undefined);
  for (const [route, path] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(path) as [string, DocumentedOperation][]) {
      complete(operation, schemas);
      offerKey(operation, scopeFor(method.toUpperCase(), route.replaceAll(/\{(\w+)\}/g, ':$1')));
    }
  return document;
}

/** Adds what the declaration of an operation says: audience, examples, and every problem it knows, by status. */
function complete(operation: DocumentedOperation, schemas: Schemas): void {
  const { request, response } = operation['x-examples'] ?? {};
  delete operation['x-examples'];
  operation.description = `For: ${operation['x-audience'] === 'public' ? 'anyone' : operation['x-audience']}.`;
  const success = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))?.[1];
  if (success && response !== undefined) {
    success.content ??= { 'application/json': {} };
    for (const content of Object.values(success.content))
      content.example = completedExample(response, content.schema ?? {}, schemas);
  }
  if (request !== undefined)
    for (const content of Object.values(operation.requestBody?.content ?? {}))
      content.examples = { example: { value: completedExample(request, content.schema ?? {}, schemas) } };
  for (const parameter of operation.parameters ?? [])
    if (parameter.schema?.default !== undefined) parameter.required = false;
  if (operation['x-audience'] === 'public') operation.security = [];
  for (const [status, codes] of Map.groupBy(operation['x-problem-codes'] ?? [], (code) => PROBLEMS[code][0]))
    operation.responses[status] = problemResponse(status, codes);
}

/** Says which scope a program's key needs, where a key may do it at all. */
function offerKey(operation: DocumentedOperation, scope: Scope | null): void {
  if (scope === null) return;
  operation['x-api-key-scope'] = scope;
  operation.security = [...(operation.security ?? []), { apiKey: [] }];
}

function problemResponse(status: number, codes: ProblemCode[]): DocumentedOperation['responses'][string] {
  const example = (code: ProblemCode) => ({
    type: `/problems/${code}`,
    title: PROBLEMS[code][1],
    status,
    code,
    detail: PROBLEMS[code][1],
    instance: '/v1/…',
    requestId: '0197…',
  });
  const examples = Object.fromEntries(codes.map((code) => [code, { value: example(code) }]));
  return {
    description: codes.map((code) => `\`${code}\``).join(', '),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, examples } },
  };
}

/** Serves `/openapi.json` and the browsable page at `/docs`. */
export async function serveDocs(app: NestFastifyApplication, metadata: Metadata): Promise<void> {
  const document = await openApiDocument(app, metadata);
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: 'openapi.json',
    yamlDocumentUrl: 'openapi.yaml',
    customSiteTitle: 'Mentor marketplace API',
  });
}
