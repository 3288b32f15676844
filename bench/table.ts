export interface Row {
  what: string;
  ours: string;
  baseline: string;
  ratio: number | null;
  bar: string;
  met: boolean;
}

/** The rows as a Markdown table. */
export function tableOf(rows: Row[]): string {
  const lines = rows.map(
    ({ what, ours, baseline, ratio, bar, met }) =>
      `| ${what} | ${ours} | ${baseline} | ${ratio === null ? '-' : ratio.toFixed(2)} | ${bar} | ${met ? 'yes' : 'NO'} |`,
  );
  return ['| what | ours | baseline | ratio | bar | met |', '|---|---|---|---|---|---|', ...lines].join('\n');
}
