/** A small client of the API for the demo: readable errors, a token, an Idempotency-Key on every POST. */

interface Refusal {
  status: number;
  code: string;
  detail: string;
  alternatives?: string[];
}

export interface DemoApi {
  base: string;
  token: string | null;
  get: <T>(path: string) => Promise<T>;
  post: <T>(path: string, body: object) => Promise<T>;
  /** A POST that is expected to be refused. */
  refused: (path: string, body: object) => Promise<Refusal>;
}

export function openApi(): DemoApi {
  const base = process.env.PUBLIC_URL ?? `http://127.0.0.1:${process.env.PORT ?? 3000}`;
  const call = async (method: string, path: string, body?: object): Promise<Response> => {
    const headers: Record<string, string> = { ...(api.token && { authorization: `Bearer ${api.token}` }) };
    if (body) Object.assign(headers, { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() });
    return fetch(base + path, { method, headers, ...(body && { body: JSON.stringify(body) }) }).catch(() => {
      throw new Error(
        `nothing answers at ${base}. Is the server running? Start it with "npm start" in another terminal.`,
      );
    });
  };
  const good = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await call(method, path, body);
    const answer = (await response.json()) as T & Refusal;
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status} ${answer.code}: ${answer.detail}`);
    return answer;
  };
  const api: DemoApi = {
    base,
    token: null,
    get: (path) => good('GET', path),
    post: (path, body) => good('POST', path, body),
    refused: async (path, body) => {
      const response = await call('POST', path, body);
      return { ...((await response.json()) as Refusal), status: response.status };
    },
  };
  return api;
}
