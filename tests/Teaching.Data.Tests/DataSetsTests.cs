namespace Teaching.Data.Tests;

[Collection("console and environment")]
public sealed class DataSetsTests : IDisposable
{
    private static readonly DataSet Small = DrawnDigits.Make(train: 30, test: 10);
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void MNIST_is_read_whole_and_is_the_published_one()
    {
        DataSet mnist = DataSets.Load("mnist", [SharedData.Folder("mnist")]);

        Assert.Equal((60_000, 10_000, 28, 28, 10), (mnist.Train.Count, mnist.Test.Count, mnist.Height, mnist.Width, mnist.Classes));
        Assert.Equal("ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db", mnist.FileSha256["train-images-idx3-ubyte"]);
        Assert.Equal([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949], mnist.Train.CountsByClass());
        Assert.Equal([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009], mnist.Test.CountsByClass());
        Assert.Equal([5, 0, 4, 1, 9, 2, 1, 3, 1, 4], mnist.Train.Labels.Take(10));
        Assert.Equal(0.1307, mnist.Train.PixelStatistics().Mean, 5e-5);
        Assert.Equal(0.3081, mnist.Train.PixelStatistics().Deviation, 5e-5);
        Assert.False(mnist.IsDrawn);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_written_is_read_again_with_the_same_checksum(bool packed)
    {
        DataSet read = DataSets.Load("my-digits", [folder.Write("my-digits", Small, packed)]);

        Assert.Equal(Small.Train.Pixels, read.Train.Pixels);
        Assert.Equal(Small.Test.Labels, read.Test.Labels);
        Assert.Equal(Small.Sha256, read.Sha256);
        Assert.Equal("my-digits", read.Name);
    }

    [Fact]
    public void TEACHING_DATA_comes_first_then_every_data_folder_upward()
    {
        string deep = Path.Combine(folder.Path, "a", "b");

        List<string> places = DataSets.Places("mnist", Path.Combine(folder.Path, "named"), deep);

        Assert.Equal(
            [Path.Combine(folder.Path, "named", "mnist"), Path.Combine(deep, "data", "mnist"), Path.Combine(folder.Path, "a", "data", "mnist"), Path.Combine(folder.Path, "data", "mnist")],
            places.Take(4));
        Assert.DoesNotContain(DataSets.Places("mnist", "", deep), place => !place.EndsWith(Path.Combine("data", "mnist"), StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_that_lacks_a_file_is_passed_over()
    {
        string half = folder.Write("half", Small), whole = folder.Write("whole", Small);
        File.Delete(Path.Combine(half, "t10k-labels-idx1-ubyte"));

        Assert.Equal(30, DataSets.Load("mine", [half, whole]).Train.Count);
    }

    [Fact]
    public void Without_MNIST_there_are_the_drawn_digits() => Assert.True(DataSets.MnistOrDrawn([folder.Path]).IsDrawn);

    [Fact]
    public void What_is_missing_is_said_with_every_place_and_the_command()
    {
        string message = Assert.Throws<DirectoryNotFoundException>(() => DataSets.Load("mnist", [folder.Path])).Message;
        Assert.Contains("no data set \"mnist\"", message);
        Assert.Contains(folder.Path, message);
        Assert.Contains("`teach data fetch mnist`", message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../mnist")]
    public void A_name_is_not_a_path(string name) => Assert.Throws<ArgumentException>(() => DataSets.Load(name));

    [Fact]
    public void Other_images_under_the_name_of_MNIST_are_refused_and_never_replaced_by_drawn_ones()
    {
        string path = folder.Write("mnist", Small);
        string message = Assert.Throws<InvalidDataException>(() => DataSets.MnistOrDrawn([path])).Message;
        Assert.Contains("train-images-idx3-ubyte is not the published file", message);
        Assert.Contains("a folder of another name", message);
    }

    [Fact]
    public void Images_and_labels_must_be_as_many()
    {
        string path = folder.Write("mine", Small);
        File.Copy(Path.Combine(path, "t10k-labels-idx1-ubyte"), Path.Combine(path, "train-labels-idx1-ubyte"), overwrite: true);

        Assert.Contains("has 30 images, but", Assert.Throws<InvalidDataException>(() => DataSets.Load("mine", [path])).Message);
    }

    [Fact]
    public void Training_and_test_images_must_have_one_size()
    {
        string path = folder.Write("mine", Small);
        File.WriteAllBytes(Path.Combine(path, "t10k-images-idx3-ubyte"), [.. IdxFile.Header(10, 1, 1), .. new byte[10]]);

        Assert.Contains("the training images are 28 x 28, the test images 1 x 1", Assert.Throws<InvalidDataException>(() => DataSets.Load("mine", [path])).Message);
    }
}
