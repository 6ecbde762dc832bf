"""One update of SAC or TD3+BC in PyTorch, which TorchBench repeats in .NET. Usage: actor_critic_step.py sac|td3bc STEPS [THREADS]"""
import copy
import sys
import time

import torch
import torch.nn.functional as F
from torch.distributions import Normal

STATES, ACTIONS, ROWS, GAMMA, TAU = 17, 6, 256, 0.99, 0.005


def network(widths, *last):
    layers = []
    for inputs, outputs in zip(widths, widths[1:]):
        layers += [torch.nn.Linear(inputs, outputs), torch.nn.ReLU()]
    return torch.nn.Sequential(*layers[:-1], *last)


class Agent:
    """Two critics with targets, which both algorithms have."""

    def __init__(self):
        self.critics = torch.nn.ModuleList([network([STATES + ACTIONS, 256, 256, 1]) for _ in range(2)])
        self.targets = copy.deepcopy(self.critics)
        self.critics_optimizer = torch.optim.Adam(self.critics.parameters(), lr=1e-3)

    def learn_critics(self, state, action, expected):
        pairs = torch.cat([state, action], 1)
        descend(self.critics_optimizer, sum(F.mse_loss(critic(pairs), expected) for critic in self.critics))

    def least(self, critics, state, action):
        pairs = torch.cat([state, action], 1)
        return torch.min(critics[0](pairs), critics[1](pairs))


class Sac(Agent):
    def __init__(self):
        super().__init__()
        self.actor = network([STATES, 256, 256, 2 * ACTIONS])
        self.actor_optimizer = torch.optim.Adam(self.actor.parameters(), lr=1e-3)
        self.log_alpha = torch.full((1,), 0.01).log().requires_grad_()
        self.alpha_optimizer = torch.optim.Adam([self.log_alpha], lr=1e-3)

    def draw(self, state):
        location, log_scale = self.actor(state).chunk(2, dim=1)
        distribution = Normal(location, log_scale.clamp(-2, 2).exp())
        before = distribution.rsample()
        action = torch.tanh(before)
        density = distribution.log_prob(before) - torch.log(1 - action.pow(2) + 1e-6)
        return action, density.sum(1, keepdim=True)

    def step(self, i, state, action, reward, next_state, not_terminal):
        alpha = self.log_alpha.exp().detach()
        with torch.no_grad():
            following, density = self.draw(next_state)
            expected = reward + GAMMA * not_terminal * (self.least(self.targets, next_state, following) - alpha * density)
        self.learn_critics(state, action, expected)

        drawn, density = self.draw(state)
        freeze(self.critics, True)
        descend(self.actor_optimizer, (alpha * density - self.least(self.critics, state, drawn)).mean())
        freeze(self.critics, False)
        descend(self.alpha_optimizer, -(self.log_alpha * (density.detach() - ACTIONS)).mean())
        follow(self.targets, self.critics)


class Td3Bc(Agent):
    def __init__(self):
        super().__init__()
        self.actor = network([STATES, 256, 256, ACTIONS], torch.nn.Tanh())
        self.actor_target = copy.deepcopy(self.actor)
        self.actor_optimizer = torch.optim.Adam(self.actor.parameters(), lr=1e-3)

    def step(self, i, state, action, reward, next_state, not_terminal):
        with torch.no_grad():
            noise = (torch.randn_like(action) * 0.2).clamp(-0.5, 0.5)
            following = (self.actor_target(next_state) + noise).clamp(-1, 1)
            expected = reward + GAMMA * not_terminal * self.least(self.targets, next_state, following)
        self.learn_critics(state, action, expected)
        if i % 2 == 0:
            freeze(self.critics, True)
            chosen = self.actor(state)
            values = self.critics[0](torch.cat([state, chosen], 1))
            weight = 2.5 / values.abs().mean().detach()
            descend(self.actor_optimizer, -weight * values.mean() + F.mse_loss(chosen, action))
            freeze(self.critics, False)
            follow(self.targets, self.critics)
            follow(self.actor_target, self.actor)


def descend(optimizer, loss):
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()


def freeze(module, frozen):
    """While the actor learns, the critics' own gradients are not needed."""
    for parameter in module.parameters():
        parameter.requires_grad_(not frozen)


def follow(target, online):
    with torch.no_grad():
        for slow, fast in zip(target.parameters(), online.parameters()):
            slow.lerp_(fast, TAU)


def main(name: str, steps: int, threads: int) -> None:
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    agent = {"sac": Sac, "td3bc": Td3Bc}[name]()
    batches = [
        (
            torch.randn(ROWS, STATES),
            torch.rand(ROWS, ACTIONS) * 2 - 1,
            torch.randn(ROWS, 1),
            torch.randn(ROWS, STATES),
            (torch.rand(ROWS, 1) > 0.05).float(),
        )
        for _ in range(8)
    ]
    warm = time.perf_counter()
    while time.perf_counter() - warm < 1:
        agent.step(0, *batches[0])
    cpu, start = time.process_time(), time.perf_counter()
    for i in range(steps):
        agent.step(i, *batches[i % len(batches)])
    seconds = time.perf_counter() - start
    cpu = time.process_time() - cpu
    print(f"pytorch {name} {threads}: {steps / seconds:.1f} steps/s, {cpu / steps * 1e6:.1f} us of CPU per step")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
