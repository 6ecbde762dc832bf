#!/usr/bin/env bash
# Runs the same double-DQN update in PyTorch and in .NET (plain and flat), alternating, and prints each median and its ratio to PyTorch.
# usage: run.sh [STEPS [REPETITIONS]]
# needs: dotnet, and for PyTorch: apt-get install --no-install-recommends python3-torch
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
steps=${1:-3000}
repetitions=${2:-3}
python=${PYTHON:-/usr/bin/python3}

"$python" -c 'import torch' 2>/dev/null || { echo "PyTorch is missing: apt-get install --no-install-recommends python3-torch" >&2; exit 1; }
dotnet build "$here/TorchBench.csproj" -c Release -v q --nologo >&2
bench=$(dotnet build "$here/TorchBench.csproj" -c Release --no-restore --getProperty:TargetPath)

# One thread each: OpenBLAS keeps threads of its own, which torch.set_num_threads does not reach.
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1
results=$(mktemp)
trap 'rm -f "$results"' EXIT
for ((repetition = 0; repetition < repetitions; repetition++)); do
  for batch in 512 1024; do
    "$python" "$here/dqn_step.py" "$batch" "$steps" | tee -a "$results"
    dotnet "$bench" plain "$batch" "$steps" | tee -a "$results"
    dotnet "$bench" flat "$batch" "$steps" | tee -a "$results"
  done
done

"$python" - "$results" <<'PY'
import collections, re, statistics, sys
wall, cpu = collections.defaultdict(list), collections.defaultdict(list)
for line in open(sys.argv[1]):
    name, batch, rate, micro = re.match(r"(\w+) batch (\d+): ([\d.]+) steps/s, ([\d.]+) us", line).groups()
    wall[name, batch].append(float(rate))
    cpu[name, batch].append(float(micro))
print("\n| batch | variant | steps/s | ratio | us of CPU per step | ratio |\n| --- | --- | --- | --- | --- | --- |")
for batch in ("512", "1024"):
    base = statistics.median(wall["pytorch", batch]), statistics.median(cpu["pytorch", batch])
    for name in ("pytorch", "plain", "flat"):
        rate, micro = statistics.median(wall[name, batch]), statistics.median(cpu[name, batch])
        print(f"| {batch} | {name} | {rate:.0f} | {rate / base[0]:.2f} | {micro:.0f} | {base[1] / micro:.2f} |")
PY
