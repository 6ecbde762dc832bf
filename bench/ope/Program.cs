using ReAgent.Bench.Ope;

// Usage: ReAgent.Bench.Ope synthetic [RUNS [ROUNDS [ACTIONS]]]
//        ReAgent.Bench.Ope uci TABLE DATASET [RUNS [SEED]], TABLE logistic_logging or uniform_logging_random_rewards
switch (args)
{
    case ["synthetic", .. var numbers] when numbers.Length <= 3:
        SyntheticTable.Print(Number(numbers, 0, 20), Number(numbers, 1, 10_000), Number(numbers, 2, 30));
        return 0;
    case ["uci", var table, var dataset, .. var numbers] when numbers.Length <= 2:
        UciTable.Print(table, dataset, Number(numbers, 0, 100), (ulong)Number(numbers, 1, 1234));
        return 0;
    default:
        Console.Error.WriteLine("Usage: synthetic [RUNS [ROUNDS [ACTIONS]]] | uci TABLE DATASET [RUNS [SEED]]");
        return 2;
}

static int Number(string[] numbers, int index, int otherwise) => index < numbers.Length ? int.Parse(numbers[index]) : otherwise;
