import '../apps/node-version.ts';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { benchHttp } from './http.ts';
import { benchSlotFunction } from './slot-function.ts';
import { tableOf } from './table.ts';

/** `npm run bench`: the speed rows of the quality table, as ratios against baselines of the same run; `-- growth`: those rows only. */
const part = process.argv[2] === 'growth' ? 'growth' : 'all';
const rows = [...(part === 'all' ? [benchSlotFunction()] : []), ...(await benchHttp(part))];
console.log(
  `${availableParallelism()} cores, Node ${process.versions.node}; database, both servers and the load on one machine\n`,
);
console.log(tableOf(rows));
writeFileSync('bench/results.json', `${JSON.stringify(rows, null, 2)}\n`);
