import '../node-version.ts';
import { loadConfig } from '#libs/platform';
import { runProcess } from '../process.ts';
import { createWorker } from './worker.ts';

await runProcess('worker', async () => {
  const app = await createWorker(loadConfig());
  return { url: 'jobs and sweeps', close: () => app.close() };
});
