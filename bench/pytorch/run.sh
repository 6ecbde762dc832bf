#!/usr/bin/env bash
# Runs the same updates in PyTorch and in .NET, alternating, and prints each median, its ratio to PyTorch with as many threads, and the
# share of the machine's peak that its best repetition reaches.
# usage: run.sh [SECONDS [REPETITIONS]]     about SECONDS for each measurement
# needs: dotnet, and for PyTorch: apt-get install --no-install-recommends python3-torch
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
seconds=${1:-3}
repetitions=${2:-3}
python=${PYTHON:-/usr/bin/python3}

"$python" -c 'import torch' 2>/dev/null || { echo "PyTorch is missing: apt-get install --no-install-recommends python3-torch" >&2; exit 1; }
dotnet build "$here/TorchBench.csproj" -c Release -v q --nologo >&2
bench=$(dotnet build "$here/TorchBench.csproj" -c Release --no-restore --getProperty:TargetPath)

# OpenBLAS keeps threads of its own, which torch.set_num_threads does not reach.
export OPENBLAS_NUM_THREADS=1 OMP_WAIT_POLICY=passive
results=$(mktemp)
trap 'rm -f "$results"' EXIT
for ((repetition = 0; repetition < repetitions; repetition++)); do
  dotnet "$bench" peak | tee -a "$results"
  for problem in small large cpe sac td3bc; do
    variants="plain flat trainer fused" script=dqn_step.py
    case $problem in
      small) steps=$((seconds * 1200)) ;;
      large) steps=$((seconds * 90)) ;;
      cpe) steps=$((seconds * 400)) variants="trainer fused" ;;
      *) steps=$((seconds * 100)) variants="trainer fused" script=actor_critic_step.py ;;
    esac
    OMP_NUM_THREADS=1 "$python" "$here/$script" "$problem" "$steps" 1 | tee -a "$results"
    for variant in $variants; do
      OMP_NUM_THREADS=1 dotnet "$bench" "$variant" "$problem" "$steps" 1 | tee -a "$results"
    done
    OPENBLAS_NUM_THREADS=2 OMP_NUM_THREADS=2 "$python" "$here/$script" "$problem" "$steps" 2 | tee -a "$results"
    OMP_NUM_THREADS=2 dotnet "$bench" fused "$problem" "$steps" 2 | tee -a "$results"
  done
  # Several trainers at once, each with one thread: the sum of their steps.
  OMP_NUM_THREADS=1 dotnet "$bench" fused small $((seconds * 1200)) 1 2 | tee -a "$results"
done

"$python" - "$results" <<'PY'
import collections, re, statistics, sys
wall, cpu, peaks = collections.defaultdict(list), collections.defaultdict(list), []
for line in open(sys.argv[1]):
    if line.startswith("peak"):
        peaks.append(float(re.search(r"[\d.]+", line).group()))
        continue
    variant, problem, threads, rate, micro = re.match(r"(\w+) (\w+) (\d): ([\d.]+) steps/s, ([\d.]+) us", line).groups()
    wall[problem, variant, threads].append(float(rate))
    cpu[problem, variant, threads].append(float(micro))
peak = max(peaks)

# Multiplications and additions of a step, counted as two: forward passes, and for each pass back weights' gradients and gradients of all
# layers' inputs but the first. A pass through a critic to its actions has no weights' gradients, but that of the input.
def operations(widths, forwards, rows, back=1, through=0):
    layers = [a * b for a, b in zip(widths, widths[1:])]
    return 2 * rows * (sum(layers) * (forwards + back + through) + sum(layers[1:]) * back)

small, critic = [4, 128, 64, 2], [23, 256, 256, 1]
work = {
    "small": operations(small, 3, 512),
    "large": operations([500, 256, 128, 20], 2, 1024),
    "cpe": operations(small, 7, 512, back=3),
    "sac": operations(critic, 6, 256, back=2, through=2) + operations([17, 256, 256, 12], 2, 256),
    # Every second step moves the actor.
    "td3bc": operations(critic, 4.5, 256, back=2, through=0.5) + operations([17, 256, 256, 6], 1.5, 256, back=0.5),
}
print(f"\npeak of one core: {peak:.0f} GFLOP/s")
print("\n| problem | threads | variant | steps/s | ratio | best | us of CPU per step | ratio | share of peak |")
print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
for (problem, variant, threads), rates in wall.items():
    base = problem, "pytorch", threads
    rate, micro = statistics.median(rates), statistics.median(cpu[problem, variant, threads])
    cores = int(threads) * int(variant.partition("_x")[2] or 1)
    share = work[problem] * max(rates) / (peak * 1e9 * cores)
    print(f"| {problem} | {threads} | {variant} | {rate:.0f} | {rate / statistics.median(wall[base]):.2f} | {max(rates):.0f} "
          f"| {micro:.0f} | {statistics.median(cpu[base]) / micro:.2f} | {share:.0%} |")
PY
