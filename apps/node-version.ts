/** Imported first by every entry file: an older Node would fail later with words nobody understands. */
if (Number(process.versions.node.split('.')[0]) < 26) {
  process.stderr.write(
    `Node 26 is needed, this is ${process.versions.node}. Run it through npm (npm start, npm run …): npm ci has installed the right one.\n`,
  );
  process.exit(1);
}
