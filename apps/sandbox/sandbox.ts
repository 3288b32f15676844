import { createHash } from 'node:crypto';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import qs from 'qs';
import { Faults, type FaultKind, type FaultSettings } from './faults.ts';
import { Inbox } from './inbox.ts';
import { confirmationPage, inboxPage, mailPage, messagePage, onboardingPage, paymentPage } from './pages.ts';
import { Store } from './store.ts';
import { StripeApi } from './stripe-api.ts';
import { Desk } from './stripe-desk.ts';
import { StripeApiError } from './stripe-error.ts';
import { makeId } from './stripe-objects.ts';
import type { TestCard } from './stripe-rules.ts';
import { Webhooks, type WebhookTarget } from './stripe-webhooks.ts';

export interface SandboxOptions {
  host: string;
  port: number;
  smtpPort: number;
  /** A file, or `:memory:`. */
  storeFile: string;
  webhook: WebhookTarget;
  now: () => Date;
}

/** One call of the API with its answer, for tests that judge both by the SDK's own types. */
interface Exchange {
  method: string;
  path: string;
  params: Record<string, unknown>;
  status: number;
  body: unknown;
}

export interface Sandbox {
  url: string;
  smtpUrl: string;
  /** The latest calls, oldest first. */
  exchanges: Exchange[];
  close: () => Promise<void>;
}

interface KeptAnswer {
  key: string;
  hash: string;
  status: number;
  body: object;
}

const KEPT_EXCHANGES = 500;

/** Starts the Stripe stand-in and the mail inbox; port 0 chooses free ones. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const store = new Store(options.storeFile);
  const faults = new Faults();
  const webhooks = new Webhooks(store, faults, options.webhook, options.now);
  const inbox = new Inbox(store);
  const app = Fastify({ bodyLimit: 1_000_000, forceCloseConnections: true });
  let url = '';
  const desk = new Desk(
    store,
    options.now,
    () => url,
    (type, object) => webhooks.emit(type, object),
    (type, related) => webhooks.notify(type, related),
  );
  const api = new StripeApi(desk);
  const exchanges: Exchange[] = [];

  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
    done(null, qs.parse(body as string, { depth: 10, arrayLimit: 100 })),
  );
  for (const version of ['/v1/*', '/v2/*'])
    app.all(version, async (request, reply) => answer(request, reply, { api, store, faults, exchanges }));
  addPaymentPage(app, api, store);
  addConnectPages(app, api);
  addControls(app, api, faults);
  addInbox(app, inbox);

  const smtpPort = await inbox.listen(options.smtpPort, options.host);
  await app.listen({ port: options.port, host: options.host });
  const address = app.server.address();
  url = `http://${options.host}:${typeof address === 'object' && address ? address.port : options.port}`;
  webhooks.start();
  const expiry = setInterval(() => api.passTime(), 500);
  const close = async (): Promise<void> => {
    clearInterval(expiry);
    webhooks.stop();
    await app.close();
    await inbox.close();
    store.close();
  };
  return { url, smtpUrl: `smtp://${options.host}:${smtpPort}`, exchanges, close };
}

interface ApiParts {
  api: StripeApi;
  store: Store;
  faults: Faults;
  exchanges: Exchange[];
}

/** One API call: faults before the effect, the effect under Stripe's idempotency rules, faults after it. */
async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  { api, store, faults, exchanges }: ApiParts,
): Promise<unknown> {
  void reply.headers({ 'Request-Id': makeId('req'), 'Stripe-Version': request.headers['stripe-version'] ?? 'none' });
  if (!/^Bearer (sk|rk)_test_/.test(request.headers.authorization ?? ''))
    return reply.status(401).send({ error: { type: 'invalid_request_error', message: 'Invalid API Key provided.' } });
  if (faults.latencyMs > 0) await new Promise((done) => setTimeout(done, faults.latencyMs));
  const fault = faults.nextCall();
  const early = fault === null ? undefined : await failBefore(fault, reply);
  if (early !== undefined) return early;
  const [path = '', query = ''] = request.url.split('?');
  const params = (request.method === 'GET' ? qs.parse(query) : (request.body ?? {})) as Record<string, unknown>;
  const { status, body } = perform(request, path, params, api, store, fault);
  exchanges.push({ method: request.method, path, params, status, body });
  if (exchanges.length > KEPT_EXCHANGES) exchanges.shift();
  return fault === null ? reply.status(status).send(body) : failAfter(fault, reply, status, body);
}

/** Documentation "Idempotent requests": the first status and body are kept once execution begins, 500s too. */
function perform(
  request: FastifyRequest,
  path: string,
  params: Record<string, unknown>,
  api: StripeApi,
  store: Store,
  fault: FaultKind | null,
): { status: number; body: object } {
  const key = request.headers['idempotency-key'];
  const hash = createHash('sha256')
    .update(JSON.stringify([path, params]))
    .digest('hex');
  if (request.method === 'POST' && typeof key === 'string') {
    const kept = store.get<KeptAnswer>('idempotency', key);
    if (kept && kept.hash !== hash)
      return asAnswer(
        new StripeApiError(
          400,
          'idempotency_error',
          'Keys for idempotent requests can only be used with the same parameters they were first used with.',
        ),
      );
    if (kept) return kept;
  }
  const answer =
    fault === 'error500'
      ? asAnswer(new StripeApiError(500, 'api_error', 'An unknown error occurred'))
      : execute(request, path, params, api);
  const isValidation = answer.status >= 400 && answer.status < 500;
  if (request.method === 'POST' && typeof key === 'string' && !isValidation)
    store.put('idempotency', key, { key, hash, ...answer });
  return answer;
}

function execute(
  { method, headers }: FastifyRequest,
  path: string,
  params: Record<string, unknown>,
  api: StripeApi,
): { status: number; body: object } {
  const account = headers['stripe-account'];
  try {
    return { status: 200, body: api.call(method, path, params, typeof account === 'string' ? account : null) };
  } catch (error) {
    if (error instanceof StripeApiError) return asAnswer(error);
    throw error;
  }
}

const asAnswer = (error: StripeApiError): { status: number; body: object } => ({
  status: error.status,
  body: error.body,
});

async function failBefore(fault: FaultKind, reply: FastifyReply): Promise<unknown> {
  switch (fault) {
    case 'dropRequest':
      reply.hijack();
      reply.raw.socket?.destroy();
      return null;
    case 'lockTimeout':
      return reply.status(409).send({
        error: {
          type: 'invalid_request_error',
          code: 'lock_timeout',
          message: 'This object cannot be accessed right now.',
        },
      });
    case 'rateLimit':
      return reply
        .status(429)
        .send({ error: { type: 'invalid_request_error', code: 'rate_limit', message: 'Too many requests.' } });
    case 'html502':
      return reply.status(502).header('content-type', 'text/html').send('<html><body>Bad Gateway</body></html>');
    case 'jsonWithoutError':
      return reply.status(502).send({ message: 'upstream connect error' });
    case 'slow':
      await new Promise((done) => setTimeout(done, 1_500));
      return undefined;
    default:
      return undefined;
  }
}

function failAfter(fault: FaultKind, reply: FastifyReply, status: number, body: object): unknown {
  if (fault === 'dropAnswer') {
    reply.hijack();
    reply.raw.socket?.destroy();
    return null;
  }
  if (fault === 'cutBody') {
    reply.hijack();
    const whole = JSON.stringify(body);
    reply.raw.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(whole) });
    reply.raw.write(whole.slice(0, whole.length / 2), () => reply.raw.socket?.destroy());
    return null;
  }
  return reply.status(status).send(body);
}

function addPaymentPage(app: FastifyInstance, api: StripeApi, store: Store): void {
  const itemOf = (id: string): string =>
    store.get<{ line_items?: { price_data?: { product_data?: { name?: string } } }[] }>('session_params', id)
      ?.line_items?.[0]?.price_data?.product_data?.name ?? 'Payment';
  const show = (reply: FastifyReply, status: number, html: string) =>
    reply.status(status).type('text/html; charset=utf-8').send(html);

  app.get<{ Params: { id: string } }>('/c/pay/:id', async ({ params }, reply) => {
    const session = api.payments.session(params.id);
    if (session.status === 'open') return show(reply, 200, paymentPage(session, itemOf(params.id)));
    return session.status === 'complete'
      ? show(reply, 200, messagePage('Paid', 'This payment is done.'))
      : show(reply, 410, messagePage('Expired', 'This payment page has expired. Book the time again.'));
  });

  app.post<{ Params: { id: string }; Body: { card_number?: string; authenticated?: string; method?: string } }>(
    '/c/pay/:id',
    async ({ params, body }, reply) => {
      const card = String(body?.card_number ?? '');
      api.passTime();
      const outcome = api.payments.pay(params.id, card, body?.authenticated === 'yes', body?.method === 'delayed');
      const session = api.payments.session(params.id);
      if (outcome === 'paid')
        return reply.redirect((session.success_url ?? '/').replace('{CHECKOUT_SESSION_ID}', session.id), 303);
      if (outcome === 'authenticate') return show(reply, 200, confirmationPage(card));
      if (outcome === 'closed')
        return show(reply, 410, messagePage('Expired', 'This payment page has expired. Book the time again.'));
      return show(
        reply,
        402,
        paymentPage(
          session,
          itemOf(params.id),
          outcome === 'declined'
            ? 'Your card was declined. Try another one.'
            : 'This card number is not one of the test cards.',
        ),
      );
    },
  );

  app.get<{ Params: { id: string } }>('/receipts/:id', async ({ params }, reply) =>
    show(reply, 200, messagePage('Receipt', `Charge ${params.id}`)),
  );

  app.setErrorHandler((error, _, reply) => {
    if (error instanceof StripeApiError) return reply.status(error.status).send(error.body);
    return reply.status(500).send({ error: { type: 'api_error', message: 'The sandbox failed.' } });
  });
}

/** Where the onboarding link leads. */
function addConnectPages(app: FastifyInstance, api: StripeApi): void {
  app.get<{ Params: { id: string } }>('/connect/:id', async ({ params }, reply) => {
    api.connect.account(params.id);
    return reply.type('text/html; charset=utf-8').send(onboardingPage(params.id));
  });
  app.post<{ Params: { id: string } }>(
    '/sandbox/accounts/:id/complete-onboarding',
    async ({ params, headers }, reply) => {
      const account = api.connect.completeOnboarding(params.id);
      return headers.accept?.includes('text/html')
        ? reply.type('text/html; charset=utf-8').send(messagePage('Done', 'This account can receive transfers now.'))
        : account;
    },
  );
  app.post<{ Params: { id: string }; Body: { status?: 'restricted' | 'rejected' } | null }>(
    '/sandbox/accounts/:id/restrict',
    async ({ params, body }) => api.connect.restrict(params.id, body?.status ?? 'restricted'),
  );
  app.post<{ Params: { id: string } }>('/sandbox/accounts/:id/payout', async ({ params }) => {
    api.connect.payOut(params.id);
    return {};
  });
}

function addControls(app: FastifyInstance, api: StripeApi, faults: Faults): void {
  app.post<{ Body: FaultSettings | null }>('/sandbox/faults', async ({ body }) => {
    faults.set(body ?? {});
    return body ?? {};
  });
  app.post<{ Params: { id: string } }>('/sandbox/charges/:id/dispute', async ({ params }) =>
    api.disputes.open(params.id),
  );
  app.post<{ Params: { id: string }; Body: { status: 'won' | 'lost' } }>(
    '/sandbox/disputes/:id/close',
    async ({ params, body }) => api.disputes.close(params.id, body.status),
  );
  app.post<{ Params: { id: string }; Body: { succeeds: boolean } }>(
    '/sandbox/sessions/:id/settle',
    async ({ params, body }) => api.payments.settleDelayed(params.id, body.succeeds),
  );
  app.post<{ Body: { short: boolean } }>('/sandbox/balance', async ({ body }) => {
    api.refunds.setShort(body.short);
    return body;
  });
  app.post<{ Body: { percent: number | null } }>('/sandbox/tax', async ({ body }) => {
    api.payments.setTax(body.percent);
    return body;
  });
  app.post<{ Params: { id: string }; Body: { card_number: string } }>(
    '/sandbox/subscriptions/:id/card',
    async ({ params, body }) => {
      api.billing.changeCard(params.id, body.card_number);
      return {};
    },
  );
  app.post('/sandbox/forget-keys', async () => {
    api.forgetKeys();
    return {};
  });
  app.post<{ Params: { id: string }; Body: { card: TestCard } }>(
    '/sandbox/charges/:id/card',
    async ({ params, body }) => {
      api.payments.changeCard(params.id, body.card);
      return body;
    },
  );
  app.get('/sandbox/state', async () => api.state());
}

function addInbox(app: FastifyInstance, inbox: Inbox): void {
  app.get('/inbox', async (_, reply) => reply.type('text/html; charset=utf-8').send(inboxPage(inbox.mails())));
  app.get<{ Querystring: { to?: string } }>('/inbox/messages', async ({ query }) => ({
    data: inbox.mails(query.to).map(({ id, to, from, subject, sentAt }) => ({ id, to, from, subject, sentAt })),
  }));
  app.get<{ Params: { id: string } }>(
    '/inbox/messages/:id',
    async ({ params }, reply) => inbox.mail(params.id) ?? reply.status(404).send({ error: 'no such message' }),
  );
  app.get<{ Params: { id: string } }>('/inbox/messages/:id/raw', async ({ params }, reply) =>
    reply.type('text/plain; charset=utf-8').send(inbox.raw(params.id) ?? ''),
  );
  app.get<{ Params: { id: string } }>('/inbox/view/:id', async ({ params }, reply) => {
    const mail = inbox.mail(params.id);
    return reply
      .type('text/html; charset=utf-8')
      .send(mail ? mailPage(mail) : messagePage('Not found', 'There is no such mail.'));
  });
}
