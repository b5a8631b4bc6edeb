using System.Net;
using System.Text;

namespace Teaching.Notebooks.Pages;

/// <summary>
/// The frame of every page: a plain HTML document that is complete by itself, and in which no script runs but the one that
/// typesets formulas.
/// </summary>
internal static class Page
{
    private static readonly string Policy = $"default-src 'none'; img-src data: https:; frame-src 'self'; {Formulas.Policy}";

    private const string Style = """
        :root { color-scheme: light dark; --line: #8886; --soft: #8881; --bad: #b00020; --good: #146c2e; }
        @media (prefers-color-scheme: dark) { :root { --bad: #ff8a80; --good: #81c995; } }
        body { margin: 2rem auto; padding: 0 1rem; max-width: 56rem; font: 1.05rem/1.55 system-ui, sans-serif; }
        pre, code, .math { font-family: ui-monospace, "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace; font-size: .9rem; }
        pre { overflow-x: auto; padding: .6rem .8rem; margin: .5rem 0; line-height: 1.4; }
        pre.code { white-space: pre-wrap; background: var(--soft); border-left: .25rem solid #4c78a8; }
        pre.failed, .failed { color: var(--bad); } .ok { color: var(--good); }
        pre.failed { border-left: .25rem solid var(--bad); }
        .math { font-style: italic; } .math:has(.katex) { font: inherit; white-space: normal; } span.display { display: block; } caption { text-align: left; }
        .display { overflow-x: auto; overflow-y: hidden; padding: .4rem .8rem; white-space: pre-wrap; }
        img { max-width: 100%; height: auto; } img.chart { background: #fff; display: block; margin: .5rem 0; }
        iframe { width: 100%; height: 20rem; border: 1px solid var(--line); background: #fff; }
        table { border-collapse: collapse; margin: 1rem 0; } th, td { border: 1px solid var(--line); padding: .3rem .7rem; text-align: left; }
        td.number, th.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        nav, .note { font-size: .9rem; }
        """;

    /// <summary>The whole document around its body.</summary>
    public static string Around(string title, string body)
    {
        StringBuilder page = new();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"").Append(Policy).Append("\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<title>").Append(Escape(title)).Append("</title>\n<style>\n").Append(Style).Append("\n</style>\n").Append(Formulas.Head).Append("</head>\n")
            .Append("<body>\n").Append(body).Append("</body>\n</html>\n");
        return page.ToString();
    }

    /// <summary>The name of a file beside the page, as the address in an attribute.</summary>
    public static string Address(string fileName) => Escape(Uri.EscapeDataString(fileName));

    /// <summary>Text for an element or for an attribute in double quotes.</summary>
    public static string Escape(string? text) => WebUtility.HtmlEncode(text ?? "");
}
