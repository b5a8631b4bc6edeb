namespace Teaching.Site;

/// <summary>
/// How deep code nests. The compiler's parser calls itself for each bracket within a bracket and for each operator of a
/// directive, in places without a look at the stack, and a stack that is used up ends the process: code that nests deeper than
/// any person writes is not given to it.
/// </summary>
internal static class CodeDepth
{
    private const int Deepest = 200;
    private const int LongestDirective = 2000;
    private const int MostDirectives = 2000;

    /// <summary>Whether a parser can take the code. Brackets are counted wherever they stand, in text and comments too.</summary>
    public static bool IsBounded(string code)
    {
        int brackets = 0, angles = 0, directives = 0;
        foreach (ReadOnlySpan<char> line in code.AsSpan().EnumerateLines())
        {
            if (line.TrimStart() is ['#', ..] && (++directives > MostDirectives || line.Length > LongestDirective)) return false;
            foreach (char letter in line)
            {
                switch (letter)
                {
                    case '(' or '[' or '{': brackets++; break;
                    case ')' or ']' or '}': brackets = Math.Max(0, brackets - 1); break;
                    case '<': angles++; break;
                    case '>': angles = Math.Max(0, angles - 1); break;
                    case ';': angles = 0; break;
                }
                if (brackets + angles > Deepest) return false;
            }
        }
        return true;
    }
}
