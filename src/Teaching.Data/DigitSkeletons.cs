namespace Teaching.Data;

/// <summary>
/// How people write the ten digits: for each digit several ways, each a list of strokes, each stroke the points that the
/// pen passes. The box is 100 wide and 100 high, y points down. The pen goes smoothly from point to point; at a
/// <c>/</c> it turns sharply, at a <c>|</c> it is lifted.
/// </summary>
internal static class DigitSkeletons
{
    private static readonly string[][] Ways =
    [
        [
            "54,0 28,18 19,52 30,88 51,100 73,86 82,48 71,13 50,0",
            "62,5 40,4 22,30 22,70 42,98 64,94 79,64 77,26 60,3 44,2",
            "46,2 24,30 26,74 50,100 74,72 76,30 56,3 42,6 38,14",
        ],
        [
            "50,0 50,34 50,68 50,100",
            "55,0 52,34 49,68 46,100",
            "32,24 44,12 53,0 / 53,50 52,100",
            "34,22 45,11 53,0 / 53,50 52,98 | 30,99 52,98 74,99",
        ],
        [
            "22,24 32,6 54,0 73,12 73,34 56,60 22,97 / 52,96 82,97",
            "24,20 40,2 62,3 74,22 66,46 44,74 26,95 18,90 24,80 42,84 62,95 85,90",
            "20,14 46,1 70,14 66,42 42,70 20,94 / 44,90 64,98 84,92",
        ],
        [
            "24,10 46,0 69,8 71,28 56,43 40,47 / 62,50 78,66 74,88 50,100 22,90",
            "26,6 52,1 70,16 62,38 44,47 64,52 76,72 64,94 40,100 20,88",
            "24,3 50,2 75,1 / 58,22 44,41 / 68,48 79,70 66,94 42,100 20,91",
        ],
        [
            "28,4 24,34 17,58 / 50,58 84,55 | 65,20 63,60 61,100",
            "66,0 42,30 14,66 / 50,67 86,65 | 66,0 65,50 64,100",
            "24,6 24,36 36,52 56,50 72,34 | 74,4 71,50 67,100",
            "30,2 18,42 24,58 46,58 70,48 | 70,8 66,54 60,100",
        ],
        [
            "76,2 52,3 30,5 / 28,24 25,46 / 46,37 71,45 80,68 66,93 42,100 18,90",
            "32,6 30,26 25,48 / 46,38 70,44 79,66 68,92 44,100 20,92 | 32,5 56,4 81,1",
            "78,4 56,0 38,8 30,30 28,48 / 52,40 74,54 74,80 52,99 20,96",
        ],
        [
            "68,0 42,16 25,50 25,80 44,100 68,92 76,72 62,54 40,58 26,78",
            "54,0 36,30 25,66 34,94 56,99 74,82 70,62 50,54 32,66 26,80",
            "76,8 48,10 26,42 22,76 42,99 68,90 70,64 48,56 24,72",
        ],
        [
            "18,5 48,4 81,2 / 64,38 46,100",
            "18,5 48,4 81,2 / 62,46 50,100 | 36,52 54,50 74,49",
            "19,20 21,5 / 50,6 80,4 / 66,30 52,62 46,100",
            "18,8 46,2 78,6 74,28 56,60 44,100",
        ],
        [
            "72,14 50,0 28,14 34,34 54,48 74,68 69,92 48,100 26,90 27,68 46,50 68,32 72,12",
            "52,47 30,34 30,12 50,0 70,12 70,32 50,47 28,62 25,86 48,100 74,88 72,64 50,47",
            "76,6 54,2 30,12 32,32 60,52 74,76 56,99 30,92 28,70 52,50 72,28 78,6",
        ],
        [
            "74,18 52,1 28,14 24,36 42,50 64,42 74,18 / 72,56 66,100",
            "73,14 48,3 26,24 32,46 54,48 72,28 74,12 / 74,60 62,92 40,100 24,92",
            "66,8 40,4 24,24 32,46 56,44 70,24 72,8 66,54 50,100",
            "72,20 56,1 30,8 24,32 40,46 62,38 73,16 68,60 48,98",
        ],
    ];

    /// <summary>All ways to write the digits, <c>[digit][way][stroke]</c>; a stroke is a list of smooth pieces.</summary>
    public static readonly Point[][][][][] Strokes =
        [.. Ways.Select(ways => ways.Select(way => way.Split('|').Select(Pieces).ToArray()).ToArray())];

    /// <summary>The smooth pieces of a stroke; where one ends at a corner the next begins.</summary>
    private static Point[][] Pieces(string stroke)
    {
        Point[][] pieces = [.. stroke.Split('/').Select(Points)];
        for (int i = 1; i < pieces.Length; i++) pieces[i] = [pieces[i - 1][^1], .. pieces[i]];
        return pieces;
    }

    private static Point[] Points(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split(',')).Select(p => Centred(int.Parse(p[0]), int.Parse(p[1])))];

    /// <summary>From the box of 100 to a square with its centre at 0 and sides from -1 to 1.</summary>
    private static Point Centred(int x, int y) => new((x - 50) / 50.0, (y - 50) / 50.0);

    /// <summary>A place on the paper.</summary>
    internal readonly record struct Point(double X, double Y);
}
