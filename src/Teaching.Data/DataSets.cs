namespace Teaching.Data;

/// <summary>
/// Finds data sets on this machine: in the folder that TEACHING_DATA names, else in a folder <c>data</c> beside or above the
/// working directory; <c>mnist</c> is the folder <c>mnist</c> there, with four IDX files, packed or not. Nothing is
/// downloaded: <c>teach data fetch mnist</c> does that.
/// <code>
/// var data = DataSets.MnistOrDrawn();
/// data.Display();   // says which it is
/// </code>
/// </summary>
public static class DataSets
{
    /// <summary>MNIST where it is, else the drawn digits. <see cref="DataSet.Name"/> and its display say which.</summary>
    /// <exception cref="InvalidDataException">MNIST is there but damaged.</exception>
    public static DataSet MnistOrDrawn() => MnistOrDrawn(Places("mnist"));

    /// <summary>Reads a data set by name. One of the manifest (mnist, fashion-mnist) must have the published checksums.</summary>
    /// <exception cref="ArgumentException">The name is not a folder's name.</exception>
    /// <exception cref="DirectoryNotFoundException">It is not there; the message says where it was looked for.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or is not the published one.</exception>
    public static DataSet Load(string name)
    {
        if (name == "" || name.AsSpan().IndexOfAny("/\\") >= 0 || name is "." or "..")
            throw new ArgumentException($"\"{name}\" is not the name of a data set: it is the name of a folder, such as mnist.");
        return name == DrawnDigits.Name ? DrawnDigits.Make() : Load(name, Places(name));
    }

    /// <summary>The folder that holds the four files of a data set, or null.</summary>
    public static string? Find(string name) => Find(Places(name));

    /// <summary>Whether MNIST is here, in words that hold no path of the machine: <c>MNIST: found in TEACHING_DATA</c>.</summary>
    public static string Found()
    {
        if (Find("mnist") is not { } folder) return "MNIST: not found in TEACHING_DATA or a data folder";
        string? named = Environment.GetEnvironmentVariable("TEACHING_DATA");
        bool isNamed = !string.IsNullOrEmpty(named) && folder == Path.Combine(named, "mnist");
        return $"MNIST: found in {(isNamed ? "TEACHING_DATA" : "the data folder")}";
    }

    /// <summary>The folders where a data set may be, the first to prefer.</summary>
    internal static List<string> Places(string name, string? teachingData, string workingDirectory)
    {
        List<string> places = string.IsNullOrEmpty(teachingData) ? [] : [Path.Combine(teachingData, name)];
        for (var folder = new DirectoryInfo(workingDirectory); folder is not null; folder = folder.Parent)
            places.Add(Path.Combine(folder.FullName, "data", name));
        return places;
    }

    internal static DataSet MnistOrDrawn(List<string> places) => Find(places) is { } folder ? Read("mnist", folder) : DrawnDigits.Make();

    internal static DataSet Load(string name, List<string> places) => Read(name, Find(places) ?? throw new DirectoryNotFoundException(
        $"There is no data set \"{name}\" here. Looked for {DataSet.FileNames[0]} and its three companions, with or without .gz, in "
        + $"{string.Join(", ", places)}. Get it with `teach data fetch {name}`, or take DataSets.MnistOrDrawn()."));

    private static string? Find(List<string> places) => places.Find(folder => DataSet.FileNames.All(file => PathOf(folder, file) is not null));

    private static List<string> Places(string name) =>
        Places(name, Environment.GetEnvironmentVariable("TEACHING_DATA"), Directory.GetCurrentDirectory());

    /// <summary>Reads the four files of a folder.</summary>
    internal static DataSet Read(string name, string folder)
    {
        DataSetEntry? known = DataManifest.BuiltIn().Find(name);
        var names = known?.Classes ?? DataSet.DigitNames;
        string[] paths = [.. DataSet.FileNames.Select(file => PathOf(folder, file)!)];
        string[] sums = new string[4];
        LabelledImages train = ReadPart(0), test = ReadPart(2);
        if ((train.Height, train.Width) != (test.Height, test.Width))
            throw new InvalidDataException($"{folder}: the training images are {train.Height} x {train.Width}, the test images {test.Height} x {test.Width}.");
        return new DataSet(name, known?.Title ?? name, train, test, names, sums);

        LabelledImages ReadPart(int first)
        {
            IdxImages images = IdxFile.ReadImages(paths[first]);
            IdxLabels labels = IdxFile.ReadLabels(paths[first + 1], names.Count);
            if (images.Count != labels.Labels.Length)
                throw new InvalidDataException($"{paths[first]} has {images.Count} images, but {paths[first + 1]} has {labels.Labels.Length} labels.");
            (sums[first], sums[first + 1]) = (images.Sha256, labels.Sha256);
            for (int i = first; i < first + 2; i++) RequirePublished(paths[i], known?.Files.FirstOrDefault(file => file.UnpackedName == DataSet.FileNames[i]), sums[i]);
            return new(images.Pixels, labels.Labels, images.Height, images.Width, names.Count);
        }
    }

    /// <summary>Objects to a file whose published checksum is known and differs.</summary>
    private static void RequirePublished(string path, DataFile? known, string sha256)
    {
        if (known?.UnpackedSha256 is { } published && published != sha256)
        {
            throw new InvalidDataException($"{path} is not the published file: unpacked it has the SHA-256 {sha256}, the published one {published}. "
                + "Fetch it again with `teach data fetch`, or keep data of your own in a folder of another name.");
        }
    }

    private static string? PathOf(string folder, string file) =>
        new[] { Path.Combine(folder, file + ".gz"), Path.Combine(folder, file) }.FirstOrDefault(File.Exists);
}
