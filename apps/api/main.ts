import '../node-version.ts';
import { Market } from '#libs/matching';
import { loadConfig } from '#libs/platform';
import { runProcess } from '../process.ts';
import { createApi } from './api.ts';

/** Reads all mentors before the first request; where that fails, the first question reads them. */
async function warm(market: Market): Promise<void> {
  await market.mentorsNow().catch(() => undefined);
}

await runProcess('api', async () => {
  const config = loadConfig();
  const app = await createApi(config);
  await warm(app.get(Market, { strict: false }));
  await app.listen(config.port, config.host);
  return { url: `http://${config.host}:${config.port}`, close: () => app.close() };
});
