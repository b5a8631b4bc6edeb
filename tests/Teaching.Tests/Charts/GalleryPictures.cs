namespace Teaching.Tests.Charts;

public class GalleryPictures
{
    [Fact]
    public void Dump()
    {
        string folder = Path.Combine(Path.GetTempPath(), "gallery");
        Directory.CreateDirectory(folder);
        foreach ((string name, Func<Chart> make) in Gallery.All)
        {
            Chart chart = make();
            File.WriteAllText(Path.Combine(folder, name + ".svg"), chart.ToSvg());
            File.WriteAllText(Path.Combine(folder, name + ".json"), chart.ToJson());
            File.WriteAllText(Path.Combine(folder, name + ".html"), "<!doctype html><meta charset=utf-8>" + chart.ToHtml());
            File.WriteAllText(Path.Combine(folder, name + ".txt"), chart.ToString());
        }
    }
}
