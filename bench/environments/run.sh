#!/usr/bin/env bash
# Steps of CartPole-v1 per second on one thread: a loop in C with two kinds of sine, the vector environment, single environments, alternating;
# then the other environments. Prints medians and the ratio to C as a Markdown table.
# usage: run.sh [COPIES [REPETITIONS]]
# needs: dotnet, gcc
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
copies=${1:-1024}
repetitions=${2:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

gcc -O3 -march=native -o "$work/cart_pole" "$here/cart_pole.c" -lm
gcc -O3 -march=native -DSERIES -o "$work/cart_pole_series" "$here/cart_pole.c" -lm
dotnet build "$here/ReAgent.Bench.Environments.csproj" -c Release -v q --nologo --tl:off >&2
bench=$(dotnet build "$here/ReAgent.Bench.Environments.csproj" -c Release --no-restore --getProperty:TargetPath)

steps=$((100000000 / copies))
for ((repetition = 0; repetition < repetitions; repetition++)); do
  "$work/cart_pole" "$copies" "$steps"
  "$work/cart_pole_series" "$copies" "$steps"
  dotnet "$bench" vector CartPole-v1 "$copies" "$steps"
  dotnet "$bench" single CartPole-v1 "$copies" $((steps / 4))
done | tee /dev/stderr >"$work/results"
for name in Pendulum-v1 MountainCar-v0 MountainCarContinuous-v0 Acrobot-v1 MiniGrid-Empty-5x5-v0 LinearDynamics-v0 ChangingArms-v0 \
  PossibleActionsMaskTester-v0 StringGame-v0 StringGame-v1; do
  dotnet "$bench" vector "$name" "$copies" $((steps / 20))
done | tee /dev/stderr >>"$work/results"

echo "| what | copies | M steps/s | of CPU time | ratio to C | steps per episode |"
echo "|---|---:|---:|---:|---:|---:|"
awk -F'\t' '
  !($1 in n) { order[++kinds] = $1 }
  { n[$1]++; wall[$1, n[$1]] = $3; cpu[$1, n[$1]] = $4; copies[$1] = $2; length_[$1] = $5 }
  function median(of, name,   i, j, t, v) {
    for (i = 1; i <= n[name]; i++) v[i] = of[name, i]
    for (i = 1; i <= n[name]; i++) for (j = i + 1; j <= n[name]; j++) if (v[j] < v[i]) { t = v[i]; v[i] = v[j]; v[j] = t }
    return v[int((n[name] + 1) / 2)]
  }
  END {
    base = median(cpu, order[1])
    for (k = 1; k <= kinds; k++) {
      name = order[k]
      ratio = name ~ /^C,|^CartPole/ ? sprintf("%.2f", median(cpu, name) / base) : ""
      printf "| %s | %s | %.1f | %.1f | %s | %s |\n", name, copies[name], median(wall, name), median(cpu, name), ratio, length_[name]
    }
  }' "$work/results"
