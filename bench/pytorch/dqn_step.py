"""One double-DQN update in PyTorch, the loop that TorchBench repeats in .NET. Usage: dqn_step.py BATCH STEPS"""
import copy
import sys
import time

import torch
import torch.nn.functional as F


def main(batch: int, steps: int) -> None:
    torch.set_num_threads(1)
    torch.manual_seed(0)
    online = torch.nn.Sequential(
        torch.nn.Linear(4, 128), torch.nn.ReLU(), torch.nn.Linear(128, 64), torch.nn.ReLU(), torch.nn.Linear(64, 2)
    )
    target = copy.deepcopy(online)
    optimizer = torch.optim.Adam(online.parameters(), lr=1e-3)
    batches = [
        (
            torch.randn(batch, 4),
            torch.randint(0, 2, (batch, 1)),
            torch.randn(batch, 1),
            torch.randn(batch, 4),
            (torch.rand(batch, 1) > 0.05).float(),
        )
        for _ in range(8)
    ]

    def step(i: int) -> None:
        state, action, reward, next_state, not_terminal = batches[i % len(batches)]
        with torch.no_grad():
            best = online(next_state).argmax(1, keepdim=True)
            bootstrap = target(next_state).gather(1, best)
            expected = reward + 0.99 * not_terminal * bootstrap
        loss = F.mse_loss(online(state).gather(1, action), expected)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            for slow, fast in zip(target.parameters(), online.parameters()):
                slow.lerp_(fast, 0.1)

    for i in range(steps // 10):
        step(i)
    cpu, start = time.process_time(), time.perf_counter()
    for i in range(steps):
        step(i)
    seconds = time.perf_counter() - start
    cpu = time.process_time() - cpu
    print(f"pytorch batch {batch}: {steps / seconds:.1f} steps/s, {cpu / steps * 1e6:.1f} us of CPU per step")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
