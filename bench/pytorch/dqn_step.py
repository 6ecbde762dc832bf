"""One DQN update in PyTorch, the loop that TorchBench repeats in .NET. Usage: dqn_step.py small|cpe|large STEPS [THREADS]"""
import copy
import sys
import time

import torch
import torch.nn.functional as F

SMALL = [4, 128, 64, 2]
PROBLEMS = {"small": (SMALL, True, 512), "cpe": (SMALL, True, 512), "large": ([500, 256, 128, 20], False, 1024)}


def network(widths):
    layers = []
    for inputs, outputs in zip(widths, widths[1:]):
        layers += [torch.nn.Linear(inputs, outputs), torch.nn.ReLU()]
    return torch.nn.Sequential(*layers[:-1])


def descend(optimizer, loss):
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()


def follow(target, online):
    with torch.no_grad():
        for slow, fast in zip(target.parameters(), online.parameters()):
            slow.lerp_(fast, 0.1)


def main(name: str, steps: int, threads: int) -> None:
    widths, double, batch = PROBLEMS[name]
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    online = network(widths)
    target = copy.deepcopy(online)
    optimizer = torch.optim.Adam(online.parameters(), lr=1e-3)
    # What counterfactual policy evaluation learns beside it: rewards, and values under the policy.
    rewards, values = network(widths), network(widths)
    values_target = copy.deepcopy(values)
    rewards_optimizer = torch.optim.Adam(rewards.parameters(), lr=1e-3)
    values_optimizer = torch.optim.Adam(values.parameters(), lr=1e-3)
    batches = [
        (
            torch.randn(batch, widths[0]),
            torch.randint(0, widths[-1], (batch, 1)),
            torch.randn(batch, 1),
            torch.randn(batch, widths[0]),
            (torch.rand(batch, 1) > 0.05).float(),
        )
        for _ in range(8)
    ]

    def step(i: int) -> None:
        state, action, reward, next_state, not_terminal = batches[i % len(batches)]
        with torch.no_grad():
            following = target(next_state)
            best = (online(next_state) if double else following).argmax(1, keepdim=True)
            expected = reward + 0.99 * not_terminal * following.gather(1, best)
        loss = F.mse_loss(online(state).gather(1, action), expected)
        descend(optimizer, loss)
        if name == "cpe":
            descend(rewards_optimizer, F.mse_loss(rewards(state).gather(1, action), reward))
            with torch.no_grad():
                policy = torch.softmax(online(next_state) / 0.01, dim=1)
                expected = reward + 0.99 * not_terminal * (policy * values_target(next_state)).sum(1, keepdim=True)
            descend(values_optimizer, F.mse_loss(values(state).gather(1, action), expected))
            follow(values_target, values)
        follow(target, online)

    warm = time.perf_counter()
    while time.perf_counter() - warm < 1:
        step(0)
    cpu, start = time.process_time(), time.perf_counter()
    for i in range(steps):
        step(i)
    seconds = time.perf_counter() - start
    cpu = time.process_time() - cpu
    print(f"pytorch {name} {threads}: {steps / seconds:.1f} steps/s, {cpu / steps * 1e6:.1f} us of CPU per step")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
