using System.Reflection;
using System.Runtime.CompilerServices;

namespace Teaching.Cells;

/// <summary>
/// What busy code looks at to see that it is to stop, on whatever thread it runs: cells at each function and each turn of a loop, where the
/// compiler and <see cref="StopChecks"/> put the check, and libraries that know the convention, between the steps of their work. Either throws an
/// <see cref="OperationCanceledException"/>.
/// </summary>
/// <remarks>
/// The sign is a token that is none until it is put up: asking then costs the least. Libraries find theirs as
/// a <see cref="StrongBox{T}"/> of a token under <see cref="DataName"/> in <see cref="AppContext"/>.
/// </remarks>
internal sealed class StopSign
{
    /// <summary>The name of the libraries' sign.</summary>
    public const string DataName = "Notebook.StopRequested";

    private static readonly CancellationToken stop = MakeToken();

    private readonly List<FieldInfo> forCells = [];
    private CancellationToken shown;

    /// <summary>Makes the sign known to libraries.</summary>
    public static void Install() => AppContext.SetData(DataName, CellStop.Sign);

    /// <summary>The cell looks at the sign from now on.</summary>
    public void Watch(Assembly cell)
    {
        FieldInfo? sign = cell.GetTypes()
            .FirstOrDefault(type => type.Name.StartsWith("<PrivateImplementationDetails>", StringComparison.Ordinal))
            ?.GetField("ModuleCancellationToken", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public);
        if (sign is null) return;
        lock (forCells)
        {
            forCells.Add(sign);
            sign.SetValue(null, shown);
        }
    }

    public void PutUp() => Show(stop);

    public void TakeDown() => Show(CancellationToken.None);

    private void Show(CancellationToken token)
    {
        lock (forCells)
        {
            if (shown == token) return;
            shown = CellStop.Sign.Value = token;
            foreach (FieldInfo sign in forCells) sign.SetValue(null, token);
        }
    }

    /// <summary>Whether something ended because of the sign: a thread or task of the cell's own that was to stop, and did.</summary>
    public static bool IsStop(Exception error) => error switch
    {
        OperationCanceledException cancelled => cancelled.CancellationToken == stop,
        AggregateException many => many.InnerExceptions.All(IsStop),
        _ => false,
    };

    /// <summary>Not <c>new CancellationToken(true)</c>, which equals every other such token.</summary>
    private static CancellationToken MakeToken()
    {
        CancellationTokenSource source = new();
        source.Cancel();
        return source.Token;
    }
}
