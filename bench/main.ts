import '../apps/node-version.ts';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { benchHttp } from './http.ts';
import { benchMarket } from './market.ts';
import { benchMetrics } from './metrics.ts';
import { benchQuality } from './ranking-quality.ts';
import { benchRanking } from './ranking.ts';
import { benchReading } from './reading.ts';
import { benchSlotFunction } from './slot-function.ts';
import { type Row, tableOf } from './table.ts';

/**
 * `npm run bench`: the rows of the quality table. `-- growth`, `-- metrics`, `-- matching`, `-- reading`, `-- quality`: those rows only.
 * Rows measured earlier stay in `results.json`.
 */
const PARTS: Record<string, () => Promise<Row[]>> = {
  speed: async () => [benchSlotFunction(), ...(await benchHttp('all'))],
  growth: () => benchHttp('growth'),
  metrics: benchMetrics,
  matching: async () => [
    await benchRanking(10_000, 15, 500),
    await benchRanking(1_000_000, 60, 500),
    ...(await benchMarket()),
  ],
};
const RESULTS = 'bench/results.json';
const asked = process.argv[2] ?? 'all';
const parts = asked === 'all' ? ['speed', 'matching'] : asked in PARTS ? [asked] : [];
const rows: Row[] = [];
for (const part of parts) rows.push(...((await PARTS[part]?.()) ?? []));
if (rows.length > 0) {
  console.log(
    `${availableParallelism()} cores, Node ${process.versions.node}; database, servers and the load on one machine\n`,
  );
  console.log(tableOf(rows));
  const earlier = existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as Row[]) : [];
  const others = earlier.filter(({ what }) => !rows.some((row) => row.what === what));
  writeFileSync(RESULTS, `${JSON.stringify([...others, ...rows], null, 2)}\n`);
}
if (asked === 'all' || asked === 'reading') printReading();
if (asked === 'all' || asked === 'quality') await printQuality();

function printReading(): void {
  console.log('\nReading goals: labelled texts in bench/reading, each thing found right, found wrong, missed\n');
  console.log('| set | field | right | wrong | missed | precision | recall |\n|---|---|---|---|---|---|---|');
  for (const { set, field, right, wrong, missed, precision, recall } of benchReading())
    console.log(
      `| ${set} | ${field} | ${right} | ${wrong} | ${missed} | ${precision.toFixed(3)} | ${recall.toFixed(3)} |`,
    );
}

async function printQuality(): Promise<void> {
  console.log('\nQuality of ranking: NDCG@10 against a hidden usefulness, 150 candidates, 500 mentors\n');
  console.log('| ranking | NDCG@10 | standard error |\n|---|---|---|');
  for (const { ranking, ndcg, error } of await benchQuality())
    console.log(`| ${ranking} | ${ndcg.toFixed(3)} | ${error.toFixed(3)} |`);
}
