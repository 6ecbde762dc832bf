// The medians of run.sh's measurements as a Markdown table: node table.mjs FILE
import { readFileSync } from 'node:fs';

const groups = new Map();
for (const line of readFileSync(process.argv[2], 'utf8').trim().split('\n')) {
  const [, job, threads, side, json] = /^(\S+) (\S+) (\S+) (.*)$/.exec(line);
  const key = `${job} | ${threads}`;
  groups.set(key, groups.get(key) ?? { theirs: [], ours: [] });
  groups.get(key)[side].push(JSON.parse(json));
}

function medians(runs) {
  const median = pick => {
    const sorted = runs.map(pick).sort((a, b) => a - b);
    return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
  };
  const seconds = median(run => run.seconds);
  return { seconds, rate: Math.round(runs[0].rows / seconds), mb: Math.round(median(run => run.peakMb)), cpu: median(run => run.cpuSeconds) };
}

const cells = m => `${m.seconds.toFixed(2)} | ${m.cpu.toFixed(2)} | ${m.rate.toLocaleString('en')} | ${m.mb}`;
console.log('| log | threads | DuckDB s | CPU s | rows/s | MB | ours s | CPU s | rows/s | MB | rate, ours/DuckDB | memory, ours/DuckDB |');
console.log(`|---|${'---:|'.repeat(11)}`);
for (const [key, { theirs, ours }] of groups) {
  const [a, b] = [medians(theirs), medians(ours)];
  console.log(`| ${key} | ${cells(a)} | ${cells(b)} | ${(b.rate / a.rate).toFixed(2)} | ${(b.mb / a.mb).toFixed(2)} |`);
}
