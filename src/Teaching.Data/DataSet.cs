using System.Security.Cryptography;
using System.Text;

namespace Teaching.Data;

/// <summary>
/// A named set of training and test images with a checksum. Displayed in a notebook it shows how many images each class has,
/// and tells the host its name and checksum (<c>application/vnd.teaching.data+json</c>), so that a notebook records which
/// data its numbers come from.
/// </summary>
[TypeFormatterSource(typeof(DataSetFormatters), PreferredMimeTypes = [DataSetFormatters.MimeType, "text/html", "text/plain"])]
public sealed class DataSet
{
    /// <summary>The four files of a data set, as MNIST named them: training images and labels, test images and labels.</summary>
    public static IReadOnlyList<string> FileNames { get; } =
        ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];

    internal static readonly string[] DigitNames = [.. Enumerable.Range(0, 10).Select(digit => $"{digit}")];

    /// <summary>A data set whose checksums are those of the IDX files it would be written to.</summary>
    internal DataSet(string name, string title, LabelledImages train, LabelledImages test, IReadOnlyList<string> classNames)
        : this(name, title, train, test, classNames, [SumOfImages(train), SumOfLabels(train), SumOfImages(test), SumOfLabels(test)])
    {
    }

    internal DataSet(string name, string title, LabelledImages train, LabelledImages test, IReadOnlyList<string> classNames, string[] sums)
    {
        (Name, Title, Train, Test, ClassNames) = (name, title, train, test, classNames);
        FileSha256 = FileNames.Zip(sums).ToDictionary(pair => pair.First, pair => pair.Second);
        string lines = string.Concat(FileNames.Zip(sums).Select(pair => $"{pair.Second}  {pair.First}\n"));
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(lines)));
    }

    /// <summary>Its short name, such as <c>mnist</c>.</summary>
    public string Name { get; }

    /// <summary>Its name for people, such as <c>MNIST</c>.</summary>
    public string Title { get; }

    /// <summary>The images to learn from.</summary>
    public LabelledImages Train { get; }

    /// <summary>The images to test with, once, at the end.</summary>
    public LabelledImages Test { get; }

    /// <summary>H, rows of an image.</summary>
    public int Height => Train.Height;

    /// <summary>W, columns of an image.</summary>
    public int Width => Train.Width;

    /// <summary>The number of classes.</summary>
    public int Classes => Train.Classes;

    /// <summary>What the classes are called, such as <c>0</c> to <c>9</c> or <c>Sandal</c>.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The SHA-256 of each of the four unpacked files.</summary>
    public IReadOnlyDictionary<string, string> FileSha256 { get; }

    /// <summary>
    /// One SHA-256 for all: that of the four lines which <c>sha256sum</c> prints for the unpacked files, in the order of
    /// <see cref="FileNames"/>.
    /// </summary>
    public string Sha256 { get; }

    /// <summary>Whether these are the drawn digits, for a bound that differs: <c>data.IsDrawn ? 0.97 : 0.975</c>.</summary>
    public bool IsDrawn => Name == DrawnDigits.Name;

    /// <summary>A row for each class, with its number of training and test images.</summary>
    public Table ToTable()
    {
        var table = new Table("class", "training", "test").Caption(ToString());
        (int[] train, int[] test) = (Train.CountsByClass(), Test.CountsByClass());
        for (int c = 0; c < Classes; c++) table.Add(ClassNames[c], train[c], test[c]);
        return table.Add("all", Train.Count, Test.Count).Align("lrr");
    }

    /// <summary>Writes the four IDX files, plain, so that another program can read the same images.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        LabelledImages[] parts = [Train, Test];
        for (int i = 0; i < 2; i++)
        {
            WriteFile(FileNames[2 * i], IdxFile.Header(parts[i].Count, Height, Width), parts[i].Pixels);
            WriteFile(FileNames[2 * i + 1], IdxFile.Header(parts[i].Count), parts[i].LabelBytes);
        }

        void WriteFile(string name, byte[] header, byte[] bytes)
        {
            string path = Path.Combine(folder, name), part = path + ".part";
            using (FileStream stream = File.Create(part))
            {
                stream.Write(header);
                stream.Write(bytes);
            }
            File.Move(part, path, overwrite: true);
        }
    }

    /// <summary>One line with name, counts and the beginning of the checksum.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Title}: {Train.Count:N0} training and {Test.Count:N0} test images, {Height} x {Width} grey, {Classes} classes, checksum {Sha256[..12]}");

    private static string SumOfImages(LabelledImages part) => IdxFile.Sum(IdxFile.Header(part.Count, part.Height, part.Width), part.Pixels);

    private static string SumOfLabels(LabelledImages part) => IdxFile.Sum(IdxFile.Header(part.Count), part.LabelBytes);
}
