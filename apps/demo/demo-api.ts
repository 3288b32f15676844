import { type MarketplaceClient, openClient } from '#libs/client';

/** The API's client as one person of the demo. */
export interface DemoApi extends MarketplaceClient {
  base: string;
  signIn: (token: string) => void;
}

export function openApi(): DemoApi {
  const base = process.env.PUBLIC_URL ?? `http://127.0.0.1:${process.env.PORT ?? 3000}`;
  let token: string | null = null;
  const client = openClient({ baseUrl: base, token: () => token });
  client.use({
    onError: () =>
      new Error(`nothing answers at ${base}. Is the server running? Start it with "npm start" in another terminal.`),
  });
  return { ...client, base, signIn: (given) => (token = given) };
}
