import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { PROBLEMS } from '../problems.ts';

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
    errors: { type: 'array', items: { type: 'object', required: ['field', 'message'], properties: { field: { type: 'string' }, message: { type: 'string' } } } },
    alternatives: { type: 'array', items: { type: 'string', format: 'date-time' }, description: 'The nearest free starts' },
  },
};

type Metadata = () => Promise<Record<string, unknown>>;

interface DocumentedOperation {
  operationId?: string;
  description?: string;
  responses?: Record<string, { content?: Record<string, { example?: unknown }> }>;
  [extension: `x-${string}`]: unknown;
}

/** The OpenAPI 3.1 document of the running routes, with audience, examples and problem codes on every operation. */
export async function openApiDocument(app: NestFastifyApplication, metadata: Metadata): Promise<OpenAPIObject> {
  await SwaggerModule.loadPluginMetadata(metadata as () => Promise<Record<string, never>>);
  const settings = new DocumentBuilder()
    .setTitle('Mentor marketplace')
    .setDescription(
      'Coaching for product-manager interviews: goals in, matched mentors with reasons, real free times, booked and paid sessions. ' +
        'Instants are RFC 3339 in UTC, money is integer minor units with its currency, errors are RFC 9457 problems.',
    )
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, settings);
  document.components = { ...document.components, schemas: { ...document.components?.schemas, Problem: problemSchema as never } };
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path) as DocumentedOperation[]) if (operation.responses) describe(operation);
  }
  return document;
}

function describe(operation: DocumentedOperation): void {
  operation.description = `For: ${operation['x-audience'] === 'public' ? 'anyone' : String(operation['x-audience'])}.`;
  const success = Object.entries(operation.responses ?? {}).find(([status]) => status.startsWith('2'))?.[1];
  const example = operation['x-response-example'];
  delete operation['x-response-example'];
  if (!success || example === undefined) return;
  success.content ??= { 'application/json': {} };
  for (const content of Object.values(success.content)) content.example = example;
}

/** Serves `/openapi.json` and the browsable page at `/docs`. */
export async function serveDocs(app: NestFastifyApplication, metadata: Metadata): Promise<void> {
  const document = await openApiDocument(app, metadata);
  SwaggerModule.setup('docs', app, document, { jsonDocumentUrl: 'openapi.json', yamlDocumentUrl: 'openapi.yaml', customSiteTitle: 'Mentor marketplace API' });
}
