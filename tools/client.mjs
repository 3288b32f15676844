// Writes the types of our client from an OpenAPI document: a file, or the address of a running API.
// `npm run client -- http://localhost:3000/openapi.json`; CI fails when the committed file is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const FILE = 'libs/client/src/schema.ts';
const from = process.argv[2] ?? 'http://localhost:3000/openapi.json';
const document = JSON.parse(from.startsWith('http') ? await (await fetch(from)).text() : readFileSync(from, 'utf8'));

// Every refusal is a problem; which codes an operation knows stands in the document, one type is enough here.
const PROBLEM = {
  description: 'RFC 9457 problem details',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
for (const path of Object.values(document.paths))
  for (const operation of Object.values(path)) {
    const successes = Object.entries(operation.responses).filter(([status]) => status < '400');
    operation.responses = { ...Object.fromEntries(successes), default: PROBLEM };
    for (const response of Object.values(operation.responses))
      for (const content of Object.values(response.content ?? {})) delete content.example;
    for (const content of Object.values(operation.requestBody?.content ?? {})) delete content.examples;
  }

const types = astToString(await openapiTS(document, { defaultNonNullable: false }));
writeFileSync(FILE, `// Generated from the OpenAPI document by \`npm run client\`.\n${types}`);
