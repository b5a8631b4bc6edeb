namespace Teaching.Benchmarks;

/// <summary>Contestants who run in turns, so that what else the machine does falls on all of them.</summary>
internal static class Turns
{
    /// <summary>The seconds of each contestant, round by round.</summary>
    /// <param name="contestants">How many.</param>
    /// <param name="rounds">How often each runs.</param>
    /// <param name="pause">The threads of a peer keep spinning for some milliseconds after their last work; the next contestant waits that out.</param>
    /// <param name="run">Runs the contestant with this number; its seconds.</param>
    public static double[][] Take(int contestants, int rounds, TimeSpan pause, Func<int, double> run)
    {
        double[][] seconds = [.. Enumerable.Range(0, contestants).Select(_ => new double[rounds])];
        for (int round = 0; round < rounds; round++)
        {
            // Every other round the other way about, so that nobody always runs after the same one.
            foreach (int i in Enumerable.Range(0, contestants).Select(i => round % 2 == 0 ? i : contestants - 1 - i))
            {
                seconds[i][round] = run(i);
                Thread.Sleep(pause);
            }
        }
        return seconds;
    }
}
