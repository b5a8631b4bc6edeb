using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using Teaching.TorchSharpPeer;
using TorchSharp;

// Stays alive, trains an epoch when a line of JSON asks for it, answers with its seconds, as train_peer.py does.
// Arguments: number of threads, folder with the four IDX files.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Assembly library = typeof(torch).Assembly;
try
{
    // TorchSharp's own attempt would copy half a gigabyte before it fails, and blame a missing package.
    NativeLibrary.Load("LibTorchSharp", library, null);
}
catch (DllNotFoundException error)
{
    // The loader names every place where the file is not, and what is wrong with it where it is.
    Console.Error.WriteLine(error.Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Last(line => !line.EndsWith("No such file or directory", StringComparison.Ordinal)));
    return 1;
}
torch.set_num_threads(int.Parse(args[0], CultureInfo.InvariantCulture));
torch.Tensor labels = Idx.Labels(args[1]), images = Idx.Images(args[1]);
string version = library.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
Answer(new { version = $"TorchSharp {version}", blas = $"libtorch {torch.__version__}" });
Dictionary<string, Model> models = [];
while (Console.ReadLine() is { } line)
{
    Order order = JsonSerializer.Deserialize<Order>(line, JsonSerializerOptions.Web)!;
    string key = JsonSerializer.Serialize(order with { Batch = 0, Images = 0 });
    if (!models.TryGetValue(key, out Model? model)) models[key] = model = new(order);
    long start = Stopwatch.GetTimestamp();
    model.Epoch(images, labels, order.Batch, order.Images);
    Answer(new { seconds = Stopwatch.GetElapsedTime(start).TotalSeconds });
}
return 0;

static void Answer(object answer) => Console.WriteLine(JsonSerializer.Serialize(answer));
