import { dataOf, type Schemas } from '#libs/client';
import type { Life } from './life.ts';
import { all, forEach, type Member, type World } from './world.ts';

type Booking = Schemas['BookingResponse'];

/** What the month came to, and everything that does not fit together. */
export interface Verdict {
  figures: Record<string, unknown>;
  problems: string[];
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, one) => total + one, 0);
const times = <T>(items: readonly T[], of: (item: T) => string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(of(item), (counts.get(of(item)) ?? 0) + 1);
  return counts;
};

/** Holds ledger, ratings, notifications, mails and metrics against each other and against what Stripe (the sandbox) says. */
export async function check(world: World, life: Life, admin: Member, firstDay: string): Promise<Verdict> {
  const { api } = admin;
  const problems: string[] = [];
  const bookings = await settledBookings(world, admin);

  const ledger = await dataOf(api.GET('/v1/admin/ledger/check'));
  problems.push(...ledger.problems.map((one) => `ledger: ${JSON.stringify(one)}`));
  const compared = await dataOf(api.POST('/v1/admin/ledger/compare'));
  problems.push(...compared.differences.map((one) => `ledger beside Stripe: ${JSON.stringify(one)}`));
  const trial = await dataOf(api.GET('/v1/admin/ledger/trial-balance'));
  if (!trial.ok) problems.push('the trial balance is not zero');
  const ratings = await dataOf(api.GET('/v1/admin/reviews/check'));
  problems.push(...ratings.problems.map((one) => `ratings: ${JSON.stringify(one)}`));
  const jobs = await all((query) => api.GET('/v1/admin/jobs', { params: { query } }));
  problems.push(...jobs.map(({ name, error }) => `a job was given up: ${name}, ${error}`));
  problems.push(...overlaps(bookings));

  await checkFigures(life, bookings, problems);

  const metrics = await checkMetrics(world, admin, firstDay, bookings, trial, problems);
  const told = await checkNotifications(world, life, problems);
  return {
    figures: {
      bookings: Object.fromEntries(times(bookings, ({ state }) => state)),
      ledger: ledger.checked,
      comparedWithStripe: compared.compared,
      ratings: ratings.checked,
      ...{ metrics, notifications: told, refusals: Object.fromEntries(world.refusals) },
    },
    problems,
  };
}

/** All bookings, once none is left that has ended and is not completed: the worker may be at the last ones just now. */
async function settledBookings(world: World, { api }: Member): Promise<Booking[]> {
  for (let attempt = 0; ; attempt++) {
    const long = (await world.advance(0)).getTime() - 20 * 60_000;
    const bookings = await all((query) => api.GET('/v1/admin/bookings', { params: { query } }));
    const due = bookings.filter(
      ({ state, endsAt, claim }) =>
        state === 'confirmed' && Date.parse(endsAt) < long && !['open', 'contested'].includes(claim?.state ?? ''),
    );
    if (due.length === 0 || attempt === 20) return bookings;
    await new Promise((wait) => setTimeout(wait, 1_000));
  }
}

/** Nobody is in two sessions at once. */
function overlaps(bookings: readonly Booking[]): string[] {
  const live = bookings.filter(({ state }) =>
    ['held', 'awaiting_mentor', 'confirmed', 'completed', 'no_show'].includes(state),
  );
  const byPerson = Map.groupBy(
    live.flatMap((one) => [
      { who: one.mentor.id, one },
      { who: one.candidate?.id ?? '', one },
    ]),
    ({ who }) => who,
  );
  return [...byPerson].flatMap(([who, list]) => {
    const sorted = list.map(({ one }) => one).sort((a, b) => a.startsAt.localeCompare(b.startsAt));
    return sorted
      .filter((one, i) => i > 0 && one.startsAt < (sorted[i - 1]?.endsAt ?? ''))
      .map(({ id }) => `${who} is in two sessions at once: ${id}`);
  });
}

/** What profiles tell of mentors is what became of their bookings. */
async function checkFigures(life: Life, bookings: readonly Booking[], problems: string[]): Promise<void> {
  const byMentor = Map.groupBy(bookings, ({ mentor }) => mentor.id);
  await forEach(life.mentors, 6, async ({ api, mentorId }) => {
    const profile = await dataOf(api.GET('/v1/mentors/{idOrSlug}', { params: { path: { idOrSlug: mentorId } } }));
    const own = byMentor.get(mentorId) ?? [];
    const kept = own.filter(({ state }) => state === 'completed').length;
    const cancelled = own.filter(
      ({ cancellation, history }) => cancellation?.by === 'mentor' && history.some(({ to }) => to === 'confirmed'),
    ).length;
    const missed = own.filter(
      ({ state, claim }) => state === 'no_show' && ['mentor', 'both'].includes(claim?.outcome ?? ''),
    ).length;
    const [due, told] = [kept + cancelled + missed, profile.reliability.sessionsDue];
    if (due !== told) problems.push(`mentor ${mentorId}: ${told} sessions due by the profile, ${due} by the bookings`);
    if (profile.sessionsCompleted !== kept)
      problems.push(
        `mentor ${mentorId}: ${profile.sessionsCompleted} completed by the profile, ${kept} by the bookings`,
      );
  });
}

/** The metrics of the month are what all bookings, the ledger and Stripe say. */
async function checkMetrics(
  world: World,
  { api }: Member,
  from: string,
  bookings: readonly Booking[],
  trial: Schemas['TrialBalance'],
  problems: string[],
): Promise<Record<string, unknown>> {
  const to = new Date(Date.parse(from) + 40 * 86_400_000).toISOString().slice(0, 10);
  const { data } = await dataOf(api.GET('/v1/admin/metrics', { params: { query: { from, to, interval: 'day' } } }));
  const counted = new Map<string, number>();
  for (const day of data)
    for (const [state, count] of Object.entries(day.bookings as Record<string, number>))
      counted.set(state, (counted.get(state) ?? 0) + count);
  const history = times(
    bookings.flatMap((one) => one.history.filter((item) => item.from !== item.to)),
    (item) => item.to,
  );
  for (const state of new Set([...counted.keys(), ...history.keys()]))
    if (counted.get(state) !== history.get(state))
      problems.push(`metrics: ${counted.get(state)} came to ${state}, the bookings say ${history.get(state)}`);
  const money = (of: 'grossVolume' | 'take' | 'refunds'): number =>
    sum(data.flatMap((day) => day[of].map(({ amount }) => amount)));
  const revenue = sum(
    trial.accounts.filter(({ account }) => account === 'platform_revenue').map(({ balance }) => Number(balance)),
  );
  if (money('take') !== -revenue) problems.push(`metrics: took ${money('take')}, the ledger says ${-revenue}`);
  const stripe = (await (await fetch(`${world.sandbox}/sandbox/state`)).json()) as {
    charges: { amount: Record<string, number> };
    refunds: { amount: Record<string, number> };
  };
  const [charged, refunded] = [sum(Object.values(stripe.charges.amount)), sum(Object.values(stripe.refunds.amount))];
  if (money('grossVolume') !== charged) problems.push(`metrics: ${money('grossVolume')} paid, Stripe says ${charged}`);
  if (money('refunds') !== refunded) problems.push(`metrics: ${money('refunds')} refunded, Stripe says ${refunded}`);
  const funnel = (step: 'intakes' | 'matched' | 'booked' | 'paid' | 'completed'): number =>
    sum(data.map((day) => day.funnel[step]));
  return {
    ...{ paid: charged, refunded, take: -revenue },
    funnel: (['intakes', 'matched', 'booked', 'paid', 'completed'] as const)
      .map((step) => `${step} ${funnel(step)}`)
      .join(', '),
  };
}

/** What a person was told is what happened to their bookings, each once, and by mail as well. */
async function checkNotifications(world: World, life: Life, problems: string[]): Promise<Record<string, number>> {
  const mails = await settledMails(world, life);
  const byReader = Map.groupBy(mails, ({ to }) => to);
  const counts = { people: 0, notifications: 0, mails: mails.length };
  const people: readonly Member[] = [...life.mentors, ...life.candidates.filter(({ isGone }) => !isGone)];
  await forEach(people, 6, async ({ api, email }) => {
    const [told, bookings] = [
      await all((query) => api.GET('/v1/notifications', { params: { query } })),
      await all((query) => api.GET('/v1/bookings', { params: { query } })),
    ];
    counts.people++;
    counts.notifications += told.length;
    const about = (kind: string, id: string): number =>
      told.filter((one) => one.kind === kind && one.about?.id === id).length;
    for (const { id, history } of bookings) {
      const came = (to: string, from: readonly (string | null)[]): number =>
        history.filter((item) => item.to === to && item.from !== to && from.includes(item.from ?? null)).length;
      for (const [kind, times] of [
        ['booking_confirmed', came('confirmed', ['held', 'awaiting_mentor', 'expired', null])],
        ['booking_cancelled', came('cancelled', ['confirmed', 'awaiting_mentor'])],
        ['review_requested', came('completed', ['confirmed'])],
      ] as const)
        if (about(kind, id) !== times)
          problems.push(`${email} was told ${kind} of ${id} ${about(kind, id)} times instead of ${times}`);
    }
    if (told.filter(({ kind }) => kind === 'welcome').length !== 1) problems.push(`${email} was not welcomed once`);
    const [got, wanted] = [byReader.get(email)?.length ?? 0, told.length];
    if (got !== wanted) problems.push(`${email} got ${got} mails for ${wanted} notifications`);
  });
  return counts;
}

/** All mails, once nothing more comes: jobs send them after the fact. */
async function settledMails(world: World, life: Life): Promise<{ to: string }[]> {
  for (let before = -1; ;) {
    const { data } = (await (await fetch(`${world.sandbox}/inbox/messages`)).json()) as { data: { to: string }[] };
    if (data.length === before) return data;
    before = data.length;
    await new Promise((wait) => setTimeout(wait, 2_000 + life.mentors.length));
  }
}
