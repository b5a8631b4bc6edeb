using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Teaching.Drawing;

/// <summary>
/// A figure as a piece of HTML: the SVG, and a script that replaces it by the interactive chart once plotly.js is there.
/// Without a script or a network the SVG stays. It is the source of an image, because a client that does not trust a
/// notebook takes the shapes out of an SVG element and leaves its words, but lets an image stand.
/// </summary>
public static class FigureHtml
{
    /// <summary>The version of plotly.js that draws the interactive figure.</summary>
    public const string Version = "4.1.2";

    /// <summary>Where a reader's browser finds it.</summary>
    public const string Address = $"https://cdn.jsdelivr.net/npm/plotly.js-dist-min@{Version}/plotly.min.js";

    /// <summary>The browser refuses any other file under that address.</summary>
    public const string Integrity = "sha384-hHv6D3tTUUBpp4tVv6t2Dc3oGuRhphmWOTKUR8jWyN0Pnon1g3iebKCNDNmKmxo8";

    /// <summary>The piece of HTML.</summary>
    /// <param name="json">The figure as plotly.js takes it; every &lt; in it escaped as JSON's writer does.</param>
    /// <param name="svg">The figure as a picture.</param>
    /// <param name="words">The figure in words.</param>
    public static string Write(string json, string svg, string words)
    {
        string image = Convert.ToBase64String(Encoding.UTF8.GetBytes(svg));
        // The same chart has the same id wherever it is made; two of them on a page take turns.
        string id = "chart-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..12];
        string picture = $"<img src=\"data:image/svg+xml;base64,{image}\" alt=\"{WebUtility.HtmlEncode(words)}\" style=\"max-width:none;margin:0\">";
        return $"<div id=\"{id}\" style=\"overflow-x:auto;background:#ffffff\">\n{picture}\n</div>\n<script>\n{Script(id, json)}</script>\n";
    }

    // JSON is JavaScript here: the writer escapes every < and every character beyond ASCII.
    private static string Script(string id, string json) => $$"""
        (function () {
          var figure = {{json}};
          function draw(Plotly) {
            document.querySelectorAll('[id="{{id}}"]:not([data-drawn])').forEach(function (place) {
              place.setAttribute('data-drawn', 'yes');
              var chart = document.createElement('div');
              chart.style.display = 'none';
              place.appendChild(chart);
              var copy = JSON.parse(JSON.stringify(figure));
              Promise.resolve().then(function () {
                return Plotly.newPlot(chart, copy.data, copy.layout, copy.config);
              }).then(function () {
                return copy.frames ? Plotly.addFrames(chart, copy.frames) : null;
              }).then(function () {
                place.querySelector('img').style.display = 'none';
                chart.style.display = 'block';
              }).catch(function () { chart.remove(); });
            });
          }
          if (!window.teachingPlotly) window.teachingPlotly = new Promise(function (found, missing) {
            if (window.Plotly && parseInt(window.Plotly.version, 10) >= 3) return found(window.Plotly);
            var older = window.Plotly, script = document.createElement('script');
            script.src = '{{Address}}';
            script.integrity = '{{Integrity}}';
            script.crossOrigin = 'anonymous';
            script.onload = function () {
              var loaded = window.Plotly;
              if (older) window.Plotly = older;
              if (loaded && loaded !== older) found(loaded); else missing();
            };
            script.onerror = missing;
            document.head.appendChild(script);
          });
          window.teachingPlotly.then(draw, function () {});
        })();

        """;
}
