import { rmSync } from 'node:fs';

export default async function teardown() {
  await globalThis.stopTestPostgres();
  rmSync(globalThis.testPostgresFolder, { recursive: true, force: true });
}
