/* The loop that one writes in C for many carts with poles: the equations of environments/CartPole, states in arrays, xoshiro256** for the first
   states. With -DSERIES sine and cosine are the series of environments/CartPole/SmallAngle.cs, otherwise those of the C library.
   usage: cart_pole COPIES STEPS */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ROUNDS 64

static uint64_t state[4] = {1, 2, 3, 4};

static uint64_t rotate(uint64_t x, int by) { return (x << by) | (x >> (64 - by)); }

static uint64_t next(void)
{
    uint64_t result = rotate(state[1] * 5, 7) * 9, t = state[1] << 17;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= t;
    state[3] = rotate(state[3], 45);
    return result;
}

static double first(void) { return -0.05 + 0.1 * ((next() >> 11) * 0x1.0p-53); }

#ifdef SERIES
#define NAME "C, sine and cosine by series"
static void sine_and_cosine(double x, double *sine, double *cosine)
{
    double q = x * x;
    double s = -1.0 / 39916800, c = -1.0 / 3628800;
    s = s * q + 1.0 / 362880;
    s = s * q - 1.0 / 5040;
    s = s * q + 1.0 / 120;
    s = s * q - 1.0 / 6;
    c = c * q + 1.0 / 40320;
    c = c * q - 1.0 / 720;
    c = c * q + 1.0 / 24;
    c = c * q - 1.0 / 2;
    *sine = x + x * (q * s);
    *cosine = 1 + q * c;
}
#else
#define NAME "C, sin and cos of its library"
static void sine_and_cosine(double x, double *sine, double *cosine)
{
    *sine = sin(x);
    *cosine = cos(x);
}
#endif

static double seconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec + now.tv_nsec * 1e-9;
}

int main(int argc, char **argv)
{
    if (argc != 3) { fprintf(stderr, "usage: cart_pole COPIES STEPS\n"); return 2; }
    long copies = atol(argv[1]), steps = atol(argv[2]), episodes = 0;
    double *x = malloc(copies * sizeof *x), *v = malloc(copies * sizeof *v), *a = malloc(copies * sizeof *a), *w = malloc(copies * sizeof *w);
    double *rewards = malloc(copies * sizeof *rewards);
    int *age = calloc(copies, sizeof *age), *actions = malloc(ROUNDS * copies * sizeof *actions);
    unsigned char *terminated = malloc(copies), *truncated = malloc(copies);
    for (long i = 0; i < copies; i++) { x[i] = first(); v[i] = first(); a[i] = first(); w[i] = first(); }
    for (long i = 0; i < ROUNDS * copies; i++) actions[i] = next() >> 63;

    double wall = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    for (long step = 0; step < steps; step++)
    {
        const int *action = actions + step % ROUNDS * copies;
        for (long i = 0; i < copies; i++)
        {
            double force = action[i] ? 10.0 : -10.0, s, c;
            sine_and_cosine(a[i], &s, &c);
            double push = (force + 0.05 * w[i] * w[i] * s) / 1.1;
            double turn = (9.8 * s - c * push) / (0.5 * (4.0 / 3.0 - 0.1 * c * c / 1.1));
            double pull = push - 0.05 * turn * c / 1.1;
            x[i] += 0.02 * v[i];
            v[i] += 0.02 * pull;
            a[i] += 0.02 * w[i];
            w[i] += 0.02 * turn;
            rewards[i] = 1;
            terminated[i] = fabs(x[i]) > 2.4 || fabs(a[i]) > 12 * 2 * M_PI / 360;
            truncated[i] = ++age[i] >= 500 && !terminated[i];
            if (terminated[i] || truncated[i])
            {
                x[i] = first(); v[i] = first(); a[i] = first(); w[i] = first();
                age[i] = 0;
                episodes++;
            }
        }
    }

    wall = seconds(CLOCK_MONOTONIC) - wall;
    cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    double sum = 0;
    for (long i = 0; i < copies; i++) sum += x[i] + rewards[i];
    double played = (double)copies * steps;
    printf(NAME "\t%ld\t%.1f\t%.1f\t%.2f\n", copies, played / wall / 1e6, played / cpu / 1e6, played / episodes);
    return sum == 0; /* so that nothing is optimized away */
}
