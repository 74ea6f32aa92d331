// Stage intervals and daily counts from the lake's files in ClickHouse, for the market that StageBench has made:
//   npm install && node race.mjs FOLDER [THREADS [MEGABYTES]]
// FOLDER is StageBench's. Fails if the daily counts differ from Tidebank's.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Session } from "chdb";

const [folder, threads = "2", megabytes = "4096"] = process.argv.slice(2);
const lake = join(folder, "home/lake/bench/touch/data/*/*.parquet");
const lastCounted = "2028-12-26";
const asOf = Date.UTC(2026, 4, 1, 16) * 1000; // the end of 2026-05-01 at UTC+8, in microseconds
const rowsPerBucket = 6_000_000;

const here = new URL(".", import.meta.url).pathname;
const database = mkdtempSync(join(folder, "clickhouse-"));
const session = new Session(database);
const run = (sql, format = "CSV") => session.query(sql, format);
const file = (name, values = {}) =>
  readFileSync(join(here, `${name}.sql`), "utf8").replace(/\$\{(\w+)\}/g, (_, key) => values[key]);

function measure(name, work) {
  const cpu = process.cpuUsage();
  const started = process.hrtime.bigint();
  const detail = work();
  const wall = Number(process.hrtime.bigint() - started) / 1e9;
  const used = process.cpuUsage(cpu);
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  const processor = (used.user + used.system) / 1e6;
  console.log(`${name.padEnd(20)} ${wall.toFixed(2)} s wall ${processor.toFixed(2)} s CPU ${peak} MB  ${detail}`);
}

function intervals() {
  const rows = Number(run(`select count() from file('${lake}', 'Parquet')`));
  const ranges = Math.min(16, Math.max(1, Math.floor(rows / rowsPerBucket)));
  run(file("slim", { lake, ranges }));
  run(`create table interval_ch (consumer UInt64, stage UInt8, from_micros Int64, to_micros Int64)
       engine = MergeTree order by tuple()`);
  for (let bucket = 0; bucket < ranges; bucket++) {
    run(file("day_row", { bucket }));
    run(file("intervals", { bucket }));
  }
  counts = run(file("days", { last: lastCounted }), "CSV");
  return `${ranges} ranges, ${run("select count() from interval_ch").trim()} intervals`;
}

let counts = "";
let same = false;
try {
  run("create database if not exists bench; use bench");
  run(`set max_threads = ${threads}`);
  run(`set max_memory_usage = ${megabytes * 1_048_576}`);
  measure("clickhouse", intervals);
  for (let round = 0; round < 2; round++) {
    measure("clickhouse as-of", () => run(file("as_of", { lake, end: asOf })).trim().replaceAll("\n", " "));
  }
  const ours = readFileSync(join(folder, "days-ours.csv"), "utf8").trim().split("\n").slice(1).sort().join("\n");
  same = counts.replaceAll('"', "").trim().split("\n").sort().join("\n") === ours;
  console.log(same ? "Daily counts are equal." : "DAILY COUNTS DIFFER.");
} finally {
  session.cleanup();
  rmSync(database, { recursive: true, force: true });
}
process.exit(same ? 0 : 1);
