using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using Teaching.Tests;

namespace Teaching.Charts.Tests;

public partial class SvgTests
{
    public static TheoryData<string> Names => [.. Gallery.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Svg_keeps_to_shapes_and_text_with_presentation_attributes(string name)
    {
        string svg = Gallery.All[name]().ToSvg();
        XElement root = SvgReading.Parse(svg);
        Assert.Empty(SafeSvg.Objections(svg));
        Assert.DoesNotContain("NaN", root.DescendantsAndSelf().Attributes().Where(a => a.Name != "aria-label").Select(a => a.Value));
    }

    [Fact]
    public void Heatmap_writes_counts_in_full_and_other_numbers_with_three_digits()
    {
        string svg = Chart.Heatmap([[9000.0, 18], [0.123456, 12345]]).ToSvg();
        string[] texts = [.. SvgReading.Parse(svg).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value)];
        Assert.Contains("9000", texts);
        Assert.Contains("12345", texts);
        Assert.Contains("0.123", texts);
        Assert.DoesNotContain("9e+03", texts);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Svg_stands_on_white_and_stays_within_its_view_box(string name)
    {
        XElement root = SvgReading.Parse(Gallery.All[name]().ToSvg());
        (double width, double height) = SvgReading.Size(root);
        XElement first = root.Elements().First();
        Assert.Equal(("rect", "#ffffff"), (first.Name.LocalName, first.Attribute("fill")!.Value));
        Assert.Equal((width, height), (double.Parse(root.Attribute("width")!.Value), double.Parse(root.Attribute("height")!.Value)));
        Assert.All(SvgReading.Points(root), point => AssertInside(point, width, height));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_chart_gives_the_same_bytes(string name)
    {
        Chart a = Gallery.All[name](), b = Gallery.All[name]();
        Assert.Equal(a.ToSvg(), b.ToSvg());
        Assert.Equal(a.ToJson(), b.ToJson());
        Assert.Equal(a.ToHtml(), b.ToHtml());
        Assert.Equal(a.ToString(), b.ToString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Words_of_the_chart_are_its_alternative_text(string name)
    {
        Chart chart = Gallery.All[name]();
        string label = SvgReading.Parse(chart.ToSvg()).Attribute("aria-label")!.Value;
        Assert.Equal(chart.ToString().Replace('\n', ' '), label);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_comma_of_the_culture_reaches_no_form_of_the_chart(string name)
    {
        (string Svg, string Json, string Html, string Words) Forms()
        {
            Chart chart = Gallery.All[name]();
            return (chart.ToSvg(), chart.ToJson(), chart.ToHtml(), chart.ToString());
        }

        Assert.Equal(Under(CultureInfo.InvariantCulture, Forms), Under(French(), Forms));
    }

    [Fact]
    public void Any_finite_numbers_give_an_svg_that_parses_without_decimal_commas()
    {
        Gen<double> number = Gen.OneOf(
            ArbMap.Default.GeneratorFor<double>().Where(double.IsFinite),
            Gen.Elements(0, -0.0, 1e300, -1e300, 1e-300, double.MaxValue, double.MinValue, double.Epsilon, 0.1, 1e6 + 0.001));
        Gen<(double[] Numbers, bool LogX, bool LogY, int Kind)> cases =
            from numbers in number.NonEmptyListOf()
            from logX in Gen.Elements(true, false)
            from logY in Gen.Elements(true, false)
            from kind in Gen.Choose(0, 3)
            select (numbers.ToArray(), logX, logY, kind);

        Prop.ForAll(Arb.From(cases), c => Under(French(), () => Holds(c.Numbers, c.LogX, c.LogY, c.Kind))).QuickCheckThrowOnFailure();
    }

    private static bool Holds(double[] numbers, bool logX, bool logY, int kind)
    {
        Chart chart = kind switch
        {
            0 => Chart.Line(numbers, "a").XAxis("x", logX).YAxis("y", logY),
            1 => Chart.Scatter(numbers, numbers.Reverse(), "b").XAxis("x", logX).YAxis("y", logY),
            2 => Chart.Bar(numbers.Select((_, i) => $"bar {i}"), numbers).YAxis("y", logY),
            _ => Chart.Heatmap([numbers, numbers.Reverse()]),
        };
        string svg = chart.ToSvg();
        XElement root = SvgReading.Parse(svg);
        (double width, double height) = SvgReading.Size(root);
        Assert.All(SvgReading.Points(root), point => AssertInside(point, width, height));
        Assert.DoesNotMatch(DecimalComma(), svg);
        Assert.DoesNotMatch(DecimalComma(), chart.ToString());
        System.Text.Json.JsonDocument.Parse(chart.ToJson()).Dispose();
        return true;
    }

    private static void AssertInside((double X, double Y) point, double width, double height) =>
        Assert.True(
            point.X >= -0.05 && point.X <= width + 0.05 && point.Y >= -0.05 && point.Y <= height + 0.05,
            $"{point} is outside {width} x {height}");

    private static T Under<T>(CultureInfo culture, Func<T> action)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            return action();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    // Spelled out, so that the test means the same where no culture data is installed.
    private static CultureInfo French()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = "\u202f";
        culture.NumberFormat.NegativeSign = "\u2212";
        return culture;
    }

    [GeneratedRegex(@"\d,\d")]
    private static partial Regex DecimalComma();
}
