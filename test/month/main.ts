import '../../apps/node-version.ts';
import { check } from './checks.ts';
import { Life } from './life.ts';
import { World } from './world.ts';

/** `npm run month`: a month of a marketplace over HTTP, day by day; ends with 1 when anything does not fit together. */
const [MENTORS, CANDIDATES] = [Number(process.env.MONTH_MENTORS ?? 100), Number(process.env.MONTH_CANDIDATES ?? 1_000)];
const SEED = Number(process.env.MONTH_SEED ?? 1);
const DAYS = 30;
/** People come on so many days; the rest of the month shows what becomes of them. */
const OPEN_DAYS = 25;

const started = Date.now();
const seconds = (): string => `${Math.round((Date.now() - started) / 1000)} s`;
console.log(`A month with ${MENTORS} mentors and ${CANDIDATES} candidates, seed ${SEED}.`);
const world = await World.start();
try {
  const admin = await world.signIn('admin@demo.test', 'demo-password-1');
  const life = new Life(world, admin, SEED);
  const firstDay = (await world.advance(0)).toISOString().slice(0, 10);
  await life.open(MENTORS);
  console.log(`  ${seconds().padStart(6)}  mentors are published`);
  for (let day = 0; day < DAYS; day++) {
    const due = Math.round((CANDIDATES * Math.min(OPEN_DAYS, day + 1)) / OPEN_DAYS);
    await life.day(due - life.candidates.length);
    console.log(`  ${seconds().padStart(6)}  day ${day + 1}, ${life.candidates.length} candidates`);
  }
  await world.advance(4 * 86_400); // what is owed is sent, what is open ends
  const { figures, problems } = await check(world, life, admin, firstDay);
  for (const [name, figure] of Object.entries(figures)) console.log(`  ${name}: ${JSON.stringify(figure)}`);
  for (const problem of problems.slice(0, 50)) console.error(`  NOT CONSISTENT  ${problem}`);
  console.log(
    problems.length === 0 ? `Everything fits together (${seconds()}).` : `${problems.length} problems (${seconds()}).`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  await world.stop();
}
