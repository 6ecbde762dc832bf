#!/usr/bin/env bash
# Makes timelines of the same logs with DuckDB and with this repository, alternating, a process each, and prints the medians as a Markdown table.
#   run.sh [ROWS [FOLDER]]          measure; default: 5000000 rows in .build/timeline-bench
#   run.sh check [ROWS [FOLDER]]    compare the two results row by row
# OUT: where results are written (default: FOLDER/out); JOBS, THREADS, REPETITIONS: what to measure; SKETCH=1: sample the features, too, which DuckDB does not.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=$(cd "$here/../.." && pwd)
mode=measure
if [ "${1:-}" = check ]; then mode=check; shift; fi
rows=${1:-5000000}
folder=${2:-$home/.build/timeline-bench/$rows}
out=${OUT:-$folder/out}
jobs=${JOBS:-dense shuffled sparse}
threads=${THREADS:-1 2}
repetitions=${REPETITIONS:-3}

if [ -z "${NODE_MODULES:-}" ]; then
  export NODE_MODULES=$home/.build/bench-modules/node_modules
  [ -d "$NODE_MODULES/@duckdb/node-api" ] || npm install --ignore-scripts --no-fund --no-audit --silent --prefix "$home/.build/bench-modules" @duckdb/node-api@1.5.6-r.1 >&2
fi
node "$here/make_logs.mjs" "$rows" "$folder"
dotnet build "$here/ReAgent.Bench.Timeline.csproj" -c Release -v q --nologo --tl:off >&2
bench=$(dotnet build "$here/ReAgent.Bench.Timeline.csproj" -c Release --no-restore --getProperty:TargetPath)
mkdir -p "$out"

ours() { dotnet "$bench" "$folder/$1.parquet" "$out/ours" --threads "$2" ${SKETCH:+--sketch}; }
theirs() { node "$here/duckdb_timeline.mjs" "$folder/$1.parquet" "$out/duckdb" "$2"; }
clean() { rm -rf "$out/ours" "$out/duckdb"; }
trap clean EXIT

if [ "$mode" = check ]; then
  status=0
  for job in $jobs; do
    ours "$job" 2 >/dev/null
    theirs "$job" 2 >/dev/null
    echo "$job: $(node "$here/compare.mjs" "$out/ours" "$out/duckdb")" || status=1
  done
  exit $status
fi

results=$(mktemp)
trap 'clean; rm -f "$results"' EXIT
for job in $jobs; do
  for count in $threads; do
    for ((repetition = 0; repetition < repetitions; repetition++)); do
      for side in theirs ours; do
        clean
        echo "$job $count $side $($side "$job" "$count")" | tee -a "$results" >&2
      done
    done
  done
done
node "$here/table.mjs" "$results"
