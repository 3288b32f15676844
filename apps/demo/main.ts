import '../node-version.ts';
import { dataOf, type Schemas } from '#libs/client';
import { type DemoApi, openApi } from './demo-api.ts';

/** `npm run demo`: the main job over HTTP, as a new candidate would do it. Ends with 1 when a step is not as promised. */

type Money = Schemas['MoneyDto'];
type Intake = Schemas['IntakeResponse'];
type Match = Schemas['MatchDto'];
type Booking = Schemas['BookingResponse'];

const ZONE = 'Asia/Tokyo';
const GOALS =
  'I have a Stripe PM loop in five weeks, weak on SQL and system design, not worried about behavioral. About $600 a month, 6 hours a week, evenings.';
const say = (text: string): void => console.log(text);
const step = (title: string): void => console.log(`\n${title}`);
const inTokyo = (instant: string): string =>
  `${new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'short', timeZone: ZONE }).format(new Date(instant))} (${ZONE})`;
const shortly = (instant: string): string =>
  new Intl.DateTimeFormat('en', {
    ...{
      weekday: 'short',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: ZONE,
    },
  }).format(new Date(instant));
const price = ({ amount, currency }: Money): string =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).format(
    amount /
      10 ** (new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2),
  );

function check(condition: boolean, promise: string): asserts condition {
  if (!condition) throw new Error(`not as promised: ${promise}`);
}

async function until<T>(read: () => Promise<T>, done: (value: T) => boolean, promise: string): Promise<T> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const value = await read();
    if (done(value)) return value;
    await new Promise((wait) => setTimeout(wait, 200));
  }
  throw new Error(`not as promised within 20 s: ${promise}`);
}

const tokenOf = ({ accessToken }: Intake): { token?: string } => ({ token: accessToken });
const readBooking = (api: DemoApi, id: string): Promise<Booking> =>
  dataOf(api.GET('/v1/bookings/{id}', { params: { path: { id } } }));

async function tellGoals(api: DemoApi): Promise<Intake> {
  step('1. A candidate tells their goals, without an account');
  say(`   "${GOALS}"`);
  const intake = await dataOf(api.POST('/v1/intakes', { body: { goals: GOALS, timeZone: ZONE } }));
  for (const { field, value, evidence } of intake.inferred)
    say(`   read ${field} = ${JSON.stringify(value)}  from "${evidence}"`);
  const fields = intake.inferred.map(({ field }) => field);
  check(
    ['targetCompanies', 'segments', 'interviewDate', 'budget', 'confidence.sql-data', 'confidence.system-design'].every(
      (field) => fields.includes(field),
    ),
    'company, segment, date, budget and confidence are read from the words',
  );
  say(`   readiness ${intake.readiness.overall} of 100; widest gaps:`);
  for (const { round, gap, why } of intake.readiness.rounds.slice(0, 3)) say(`   - ${round} (gap ${gap}): ${why}`);
  say(`   verdict: ${intake.fit.verdict}. ${intake.fit.summary}`);
  for (const { option, score, cost, weeksToReady } of intake.fit.options)
    say(
      `   ${String(score).padStart(5)}  ${option.padEnd(10)} ${price(cost.from)} to ${price(cost.to)} a week, ${weeksToReady === null ? 'not ready in half a year' : `ready in about ${weeksToReady} weeks`}`,
    );
  return intake;
}

async function findMentor(api: DemoApi, intake: Intake): Promise<Match> {
  step('2. Matched mentors, with reasons');
  const { data, considered } = await dataOf(
    api.GET('/v1/intakes/{id}/matches', {
      params: { path: { id: intake.id }, query: { limit: 3, ...tokenOf(intake) } },
    }),
  );
  say(`   ${considered} mentors considered, the best three:`);
  for (const { mentor, score, reasons, missing, offering } of data) {
    const sum = reasons.reduce((points, reason) => points + reason.points, 0);
    check(Math.abs(sum - score) < 0.05, 'the reasons add up to the score');
    say(`   ${score} points  ${mentor.displayName}, ${mentor.headline} (${price(offering.price)})`);
    for (const reason of reasons) say(`        ${String(reason.points).padStart(4)} / ${reason.max}  ${reason.text}`);
    if (missing.length > 0) say(`        but: ${missing.join('; ')}`);
  }
  const [best, ...others] = data;
  await askWhy(api, intake, others);
  check(best !== undefined && best.nextSlots.length > 0, 'there is a match with free times');
  return best;
}

async function showMonth(api: DemoApi, intake: Intake, match: Match): Promise<void> {
  const preview = await dataOf(
    api.GET('/v1/intakes/{id}/preview', {
      params: { path: { id: intake.id }, query: { mentorId: match.mentor.id, ...tokenOf(intake) } },
    }),
  );
  step(`3. The first month with ${match.mentor.displayName}: ${price(preview.totalCost)}, ${preview.totalHours} hours`);
  for (const { week, sessions, practice, milestone } of preview.weeks) {
    say(`   Week ${week}`);
    for (const { startsAt, minutes, purpose } of sessions) say(`     ${shortly(startsAt)}  ${minutes} min: ${purpose}`);
    for (const { task, hours } of practice) say(`     alone, ${hours} h: ${task}`);
    say(`     done when one ${milestone}`);
  }
  const hours = preview.weeks
    .flatMap(({ sessions, practice }) => [
      ...sessions.map(({ minutes }) => minutes / 60),
      ...practice.map((one) => one.hours),
    ])
    .reduce((sum, one) => sum + one, 0);
  check(Math.abs(hours - preview.totalHours) < 0.05, 'the hours of the month add up');
}

/** Somebody further down: why not they, and what would change it. */
async function askWhy(api: DemoApi, intake: Intake, others: readonly Match[]): Promise<void> {
  const other = others.at(-1);
  if (!other) return;
  const why = await dataOf(
    api.GET('/v1/intakes/{id}/matches/{mentorId}', {
      params: { path: { id: intake.id, mentorId: other.mentor.id }, query: tokenOf(intake) },
    }),
  );
  say(
    `   Why not ${other.mentor.displayName}? Place ${why.place}: ${why.missing.join('; ') || 'nothing is missing, others have more'}.`,
  );
  for (const { text } of why.changes) say(`     ${text}`);
}

async function signUp(api: DemoApi): Promise<string> {
  step('4. Sign up, and take the intake along');
  const email = `demo-${Date.now()}@demo.test`;
  const { token, user } = await dataOf(
    api.POST('/v1/auth/sign-up/email', { body: { name: 'Hana Demo', email, password: 'a-long-demo-password' } }),
  );
  api.signIn(token);
  say(`   account ${user.id} (${email})`);
  return email;
}

async function freeTimes(api: DemoApi, match: Match): Promise<string[]> {
  const from = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  const to = new Date(Date.now() + 24 * 86_400_000).toISOString().slice(0, 10);
  step(`5. Real free times of ${match.mentor.displayName} (lives in ${match.mentor.timeZone}), as seen from ${ZONE}`);
  const { days } = await dataOf(
    api.GET('/v1/mentors/{id}/slots', {
      params: { path: { id: match.mentor.slug }, query: { offeringId: match.offering.id, from, to, timeZone: ZONE } },
    }),
  );
  for (const { date, slots } of days.slice(0, 3))
    say(
      `   ${date}: ${slots.map(({ startsAt }) => new Intl.DateTimeFormat('en', { timeStyle: 'short', timeZone: ZONE, hourCycle: 'h23' }).format(new Date(startsAt))).join('  ')}`,
    );
  const starts = days.flatMap(({ slots }) => slots.map(({ startsAt }) => startsAt));
  check(starts.length >= 2, 'there are free times');
  return starts;
}

async function hold(api: DemoApi, match: Match, startsAt: string, intakeId: string): Promise<Booking> {
  step('6. Hold one; somebody else wants the same');
  const booking = await dataOf(
    api.POST('/v1/bookings', { body: { offeringId: match.offering.id, startsAt, timeZone: ZONE, intakeId } }),
  );
  check(booking.state === 'held', 'the time is held');
  say(`   held: booking ${booking.id}, ${inTokyo(booking.startsAt)}, until ${booking.holdExpiresAt}`);
  const rival = openApi();
  const rita = { name: 'Rita Rival', email: `rival-${Date.now()}@demo.test`, password: 'a-long-demo-password' };
  rival.signIn((await dataOf(rival.POST('/v1/auth/sign-up/email', { body: rita }))).token);
  const wanted = { offeringId: match.offering.id, startsAt, timeZone: 'UTC' };
  const { error: refusal } = await rival.POST('/v1/bookings', { body: wanted });
  check(
    refusal?.status === 409 && refusal.code === 'slot_taken' && refusal.alternatives?.length === 3,
    'the second person gets 409 slot_taken with three alternatives',
  );
  say(`   the other person: ${refusal.status} ${refusal.code}, offered ${refusal.alternatives.join(', ')}`);
  return booking;
}

async function pay(api: DemoApi, booking: Booking): Promise<Booking> {
  step('7. Pay on the checkout page: first a declined card, then a good one');
  const { checkoutUrl } = await dataOf(
    api.POST('/v1/bookings/{id}/checkout', { params: { path: { id: booking.id } }, body: {} }),
  );
  say(`   ${checkoutUrl}`);
  const card = (number: string) =>
    fetch(checkoutUrl, { method: 'POST', body: new URLSearchParams({ card_number: number }), redirect: 'manual' });
  const declined = await card('4000000000000002');
  check(declined.status !== 303, 'a declined card leaves the page open');
  const paid = await card('4242424242424242');
  check(paid.status === 303, 'a good card pays');
  const confirmed = await until(
    () => readBooking(api, booking.id),
    ({ state }) => state === 'confirmed',
    'the booking is confirmed after payment',
  );
  check(
    confirmed.payment?.state === 'succeeded' && confirmed.calendarLinks !== null,
    'payment succeeded, with ways to add it to a calendar',
  );
  say(`   confirmed, paid ${price(confirmed.price)}; the link to join appears 24 hours before`);
  return confirmed;
}

async function readMail(email: string, subject: string, calendar: string): Promise<void> {
  const inbox = process.env.SANDBOX_URL ?? `http://127.0.0.1:${process.env.SANDBOX_PORT ?? 3100}`;
  const list = async () =>
    (await (await fetch(`${inbox}/inbox/messages?to=${encodeURIComponent(email)}`)).json()) as {
      data: { id: string; subject: string }[];
    };
  const { data } = await until(
    list,
    (found) => found.data.some((mail) => mail.subject.startsWith(subject)),
    `a mail "${subject}…" arrives`,
  );
  const mail = data.find((one) => one.subject.startsWith(subject));
  const whole = (await (await fetch(`${inbox}/inbox/messages/${mail?.id}`)).json()) as {
    attachments: { content: string }[];
  };
  const method = whole.attachments.map(({ content }) => /METHOD:(\w+)/.exec(content)?.[1]).find(Boolean);
  check(calendar === '' || method === calendar, `with a calendar part ${calendar}`);
  say(
    `   mail to ${email}: "${mail?.subject}"${calendar ? `, calendar ${method}` : ''}  (${inbox}/inbox/view/${mail?.id})`,
  );
}

async function cancel(api: DemoApi, booking: Booking): Promise<void> {
  step('9. A second thought: a binding quote, then the cancellation');
  const quote = await dataOf(
    api.POST('/v1/bookings/{id}/cancellation-quotes', { params: { path: { id: booking.id } } }),
  );
  say(`   cancelling would give back ${price(quote.refund)}, honoured until ${quote.validUntil}`);
  check(quote.refund.amount === booking.price.amount, 'within half an hour of booking everything comes back');
  await dataOf(
    api.POST('/v1/bookings/{id}/cancel', {
      params: { path: { id: booking.id } },
      body: { reason: 'The interview was moved.', quoteId: quote.id ?? undefined },
    }),
  );
  const refunded = await until(
    () => readBooking(api, booking.id),
    ({ payment }) => payment?.refundedAmount.amount === quote.refund.amount,
    'the refund arrives',
  );
  say(
    `   ${refunded.state}; refunded ${price(refunded.payment?.refundedAmount ?? quote.refund)}; history: ${refunded.history.map(({ to, by }) => `${to} (${by})`).join(' -> ')}`,
  );
}

/** What a session's money has come to, as both of its people see it. */
async function showMoney(api: DemoApi, booking: Booking): Promise<void> {
  const { summary } = await dataOf(api.GET('/v1/bookings/{id}/money', { params: { path: { id: booking.id } } }));
  for (const { currency, paid, refunded, fee, owed } of summary) {
    const money = (amount: number): string => price({ amount, currency });
    say(
      `   where the money is: ${money(paid)} paid, ${money(refunded)} back, ${money(fee)} fee, ${money(owed)} the mentor's`,
    );
    check(paid - refunded - fee - owed === 0, 'the lines come to zero');
  }
}

async function usePackage(api: DemoApi, match: Match): Promise<void> {
  step('10. Five sessions at once are cheaper: a package, used without paying again');
  const { offerings } = await dataOf(
    api.GET('/v1/mentors/{idOrSlug}', { params: { path: { idOrSlug: match.mentor.id } } }),
  );
  const offering = offerings.find(({ kind }) => kind === 'package');
  if (!offering) throw new Error('the mentor has no package');
  const bought = await dataOf(api.POST('/v1/packages', { body: { offeringId: offering.id } }));
  await fetch(bought.checkoutUrl ?? '', {
    method: 'POST',
    body: new URLSearchParams({ card_number: '4242424242424242' }),
  });
  const active = await until(
    () => dataOf(api.GET('/v1/packages/{id}', { params: { path: { id: bought.id } } })),
    ({ state }) => state === 'active',
    'the package is paid',
  );
  say(
    `   ${offering.title}: ${price(active.price)}, ${active.sessionsLeft} sessions; given back today it returns ${price(active.refundable ?? active.price)}`,
  );
  const from = new Date(Date.now() + 2 * 86_400_000).toISOString();
  const to = new Date(Date.now() + 30 * 86_400_000).toISOString();
  const { days } = await dataOf(
    api.GET('/v1/mentors/{id}/slots', {
      params: { path: { id: match.mentor.id }, query: { offeringId: offering.id, from, to, timeZone: ZONE } },
    }),
  );
  const startsAt = days[0]?.slots[0]?.startsAt ?? '';
  const session = await dataOf(
    api.POST('/v1/bookings', {
      body: { offeringId: offering.id, startsAt, timeZone: ZONE, entitlementId: bought.id },
    }),
  );
  check(session.state === 'confirmed', 'a session of the package is confirmed at once');
  await showMoney(api, session);
}

async function checkBooks(): Promise<void> {
  step('11. The books');
  const admin = openApi();
  const known = { email: 'admin@demo.test', password: 'demo-password-1' };
  admin.signIn((await dataOf(admin.POST('/v1/auth/sign-in/email', { body: known }))).token);
  const { ok, checked, problems } = await dataOf(admin.GET('/v1/admin/ledger/check'));
  say(`   ${JSON.stringify(checked)}, problems: ${JSON.stringify(problems)}`);
  check(ok && problems.length === 0, 'the ledger explains every cent');
}

try {
  const api = openApi();
  say(`Mentor marketplace at ${api.base}: goals in, paid and confirmed session out.`);
  const intake = await tellGoals(api);
  const match = await findMentor(api, intake);
  await showMonth(api, intake, match);
  const email = await signUp(api);
  await dataOf(
    api.POST('/v1/intakes/{id}/claim', {
      params: { path: { id: intake.id } },
      body: { token: intake.accessToken ?? '' },
    }),
  );
  const starts = await freeTimes(api, match);
  const booking = await hold(api, match, starts[0] as string, intake.id);
  const confirmed = await pay(api, booking);
  await showMoney(api, confirmed);
  step('8. Mail and calendar');
  await readMail(email, 'Confirmed:', 'REQUEST');
  await cancel(api, confirmed);
  await readMail(email, 'Cancelled:', 'CANCEL');
  await readMail(email, 'Refund:', '');
  await showMoney(api, confirmed);
  await usePackage(api, match);
  await checkBooks();
  say('\nEvery step was as promised.');
} catch (error) {
  console.error(`\nThe demo stopped: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
