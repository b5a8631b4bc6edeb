namespace Teaching;

/// <summary>A time that is left, as a person says it: <c>12 s</c>, <c>2 min 5 s</c>, <c>1 h 3 min</c>.</summary>
internal static class TimeText
{
    public static string Of(double seconds)
    {
        long whole = (long)Math.Ceiling(Math.Clamp(double.IsNaN(seconds) ? 0 : seconds, 0, 1e9));
        return whole < 60 ? $"{whole} s" : whole < 3600 ? $"{whole / 60} min {whole % 60} s" : $"{whole / 3600} h {whole / 60 % 60} min";
    }
}
