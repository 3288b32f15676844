import '../node-version.ts';
import { loadConfig } from '#libs/platform';
import { runProcess } from '../process.ts';
import { createApi } from './api.ts';

await runProcess('api', async () => {
  const config = loadConfig();
  const app = await createApi(config);
  await app.listen(config.port, config.host);
  return { url: `http://${config.host}:${config.port}`, close: () => app.close() };
});
