using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Teaching.Cells;

namespace Teaching.Notebooks.Sessions;

/// <summary>Follows <c>#load</c>. The files' reference lines are followed before the compiler sees the code, as a cell's own are.</summary>
internal sealed class LoadedFiles(string workingDirectory) : SourceFileResolver([], workingDirectory)
{
    public override SourceText ReadText(string resolvedPath) =>
        SourceText.From(ReferenceLine.Mask(base.ReadText(resolvedPath).ToString()), Encoding.UTF8);
}
