#!/usr/bin/env bash
# Mean return over the evaluation episodes for seeds 1 to 10, as a Markdown table with its median.
#   bench/seeds/run.sh samples/cartpole_offline_dqn.yaml
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
config=${1:?which config?}
shift
seeds=${SEEDS:-1 2 3 4 5 6 7 8 9 10}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
name=$(basename "$config" .yaml)
returns=()
echo "| seed | mean return | seconds |"
echo "|---:|---:|---:|"
for seed in $seeds; do
  start=$(date +%s.%N)
  "$home/reagent" run "$config" --seed "$seed" --out "$out/$name-$seed" "$@" >"$out/log" 2>&1 || [ $? -eq 3 ] || { cat "$out/log" >&2; exit 1; }
  end=$(date +%s.%N)
  mean=$(grep -oE '"mean_return": *-?[0-9.eE+-]+' "$out/$name-$seed/evaluation/play.json" | head -n 1 | sed "s/.*: *//")
  returns+=("$mean")
  awk -v s="$seed" -v m="$mean" -v a="$start" -v b="$end" 'BEGIN { printf "| %s | %.1f | %.1f |\n", s, m, b - a }'
done
printf '%s\n' "${returns[@]}" | sort -g | awk '{ v[NR] = $1 } END { m = NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2; printf "| **median** | **%.1f** | |\n", m }'
