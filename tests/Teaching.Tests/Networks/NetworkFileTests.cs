using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Data.Tests;

namespace Teaching.Tests.Networks;

public sealed class NetworkFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string File1 => Path.Combine(folder.Path, "one.network");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_saved_comes_back_to_the_last_bit_with_running_statistics()
    {
        Network<float> trained = Small<float>(1), other = Small<float>(2);
        var X = Matrix<float>.Build.Dense(4, 3, (i, j) => i - 0.3f * j);
        for (int i = 0; i < 3; i++) trained.Forward(X * i);   // moves the running statistics
        trained.Save(File1);
        other.Load(File1);
        Assert.Equal(Numbers(trained), Numbers(other));
        trained.IsTraining = other.IsTraining = false;
        Assert.Equal(trained.Forward(X), other.Forward(X));

        Network<double> wide = Small<double>(3);
        wide.Parameters[0].Value[0, 0] = Math.PI;
        wide.Save(File1);
        Network<double> again = Small<double>(4);
        again.Load(File1);
        Assert.Equal(Numbers(wide), Numbers(again));
    }

    [Fact]
    public void The_file_is_as_documented()
    {
        new Network<float>(new Dense<float>(Matrix<float>.Build.DenseOfArray(new[,] { { 1f, 2 }, { 3, 4 } }), Matrix<float>.Build.Dense(1, 2, 5), Activation.Relu)).Save(File1);
        byte[] bytes = File.ReadAllBytes(File1);
        var expected = new MemoryStream();
        var w = new BinaryWriter(expected);
        w.Write("TEACHNET"u8);
        w.Write(1);
        w.Write((long)bytes.Length);
        Text("Single");
        w.Write(1);
        Text("Dense 2-2 ReLU");
        w.Write(2);
        Text("W");
        foreach (int size in new[] { 2, 2 }) w.Write(size);
        foreach (float x in new float[] { 1, 2, 3, 4 }) w.Write(x);
        Text("b");
        foreach (int size in new[] { 1, 2 }) w.Write(size);
        foreach (float x in new float[] { 5, 5 }) w.Write(x);
        byte[] content = expected.ToArray();
        Assert.Equal([.. content, .. SHA256.HashData(content)], bytes);

        void Text(string text)
        {
            w.Write(text.Length);
            w.Write(Encoding.ASCII.GetBytes(text));
        }
    }

    [Fact]
    public void A_byte_altered_anywhere_any_cut_and_anything_added_is_found_and_the_network_stays_as_it_is()
    {
        Small<float>(1).Save(File1);
        byte[] bytes = File.ReadAllBytes(File1);
        Network<float> network = Small<float>(2);
        float[] before = Numbers(network);
        for (int i = 0; i < bytes.Length; i += 3)
        {
            byte[] altered = [.. bytes];
            altered[i] ^= (byte)(1 << (i % 8));
            Refused(network, altered);
            Refused(network, bytes[..i]);
        }
        Assert.Contains("it was altered: its checksum", Refused(network, [.. bytes[..100], (byte)(bytes[100] ^ 1), .. bytes[101..]]));
        Assert.Contains($"it was cut or altered: 200 bytes are there of {bytes.Length}", Refused(network, bytes[..200]));
        Assert.Contains($"{bytes.Length + 1} bytes are there, and it should have {bytes.Length}", Refused(network, [.. bytes, 0]));
        Assert.Contains("it was cut: only 30 bytes", Refused(network, bytes[..30]));
        Assert.Contains("begin with TEACHNET", Refused(network, []));
        Assert.Contains("begin with TEACHNET", Refused(network, Encoding.ASCII.GetBytes(new string('x', 500))));
        Assert.Contains("version 2 of the format, and this library reads version 1", Refused(network, [.. bytes[..8], 2, .. bytes[9..]]));
        Assert.Equal(before, Numbers(network));
    }

    [Fact]
    public void The_file_of_another_network_is_refused_with_the_difference()
    {
        Small<float>(1).Save(File1);
        string Difference<T>(Network<T> network) where T : struct, System.Numerics.IBinaryFloatingPointIeee754<T> =>
            Assert.Throws<InvalidDataException>(() => network.Load(File1)).Message;
        var rng = new Rng(1);
        Assert.Contains("its numbers are Single, those of the network Double. The network is as it was.", Difference(Small<double>(1)));
        Assert.Contains("its layer 1 is Dense 3-5, that of the network Dense 3-4", Difference(Network.OfDense<float>([3, 4], Activation.Relu, Start.He, rng)));
        Assert.Contains("it has 4 layers, the network 1", Difference(new Network<float>(new Dense<float>(3, 5, Activation.Identity, Start.He, rng))));
        Assert.Contains("its layer 4 is Dense 5-2, that of the network Dense 5-2 tanh", Difference(new Network<float>(
            new Dense<float>(3, 5, Activation.Identity, Start.He, rng), new BatchNormalization<float>(5), new ActivationLayer<float>(5, Activation.LeakyRelu(0.2)),
            new Dense<float>(5, 2, Activation.Tanh, Start.He, rng))));
    }

    [Fact]
    public void Files_with_a_right_checksum_and_wrong_sizes_are_refused()
    {
        Small<float>(1).Save(File1);
        byte[] bytes = File.ReadAllBytes(File1);
        Network<float> network = Small<float>(2);
        float[] before = Numbers(network);
        const long seed = 5;
        var rng = new Rng(seed);
        int loaded = 0;
        for (int i = 0; i < 500; i++)
        {
            byte[] hostile = [.. bytes[..^32]];
            int at = 20 + rng.Below(hostile.Length - 24);
            BinaryPrimitives.WriteInt32LittleEndian(hostile.AsSpan(at), rng.Below(3) switch { 0 => int.MaxValue, 1 => -1, _ => rng.Below(1000) });
            File.WriteAllBytes(File1, [.. hostile, .. SHA256.HashData(hostile)]);
            try
            {
                network.Load(File1);
                loaded++;   // only a number was changed, and the checksum was made to fit: nobody could tell
                network = Small<float>(2);
            }
            catch (InvalidDataException error)
            {
                Assert.True(error.Message.Length < 1000, $"seed {seed}, file {i}: a message of {error.Message.Length} characters");
                Assert.Equal(before, Numbers(network));
            }
        }
        Assert.InRange(loaded, 1, 450);
        Assert.Contains("it goes on after its last layer", Refused(network, Sealed([.. bytes[..^32], 1, 2, 3])));
    }

    [Fact]
    public void Saving_replaces_a_file_only_when_the_new_one_is_complete()
    {
        Small<float>(1).Save(File1);
        byte[] old = File.ReadAllBytes(File1);
        Directory.CreateDirectory(File1 + ".part");   // in the way of the new file
        Assert.ThrowsAny<Exception>(() => Small<float>(2).Save(File1));
        Assert.Equal(old, File.ReadAllBytes(File1));
        Directory.Delete(File1 + ".part");
        Small<float>(2).Save(File1);
        Assert.NotEqual(old, File.ReadAllBytes(File1));
        Small<float>(1).Save(Path.Combine(folder.Path, "new", "folder", "one.network"));
        Assert.Equal([File1], Directory.GetFiles(folder.Path));
        Assert.Throws<FileNotFoundException>(() => Small<float>(1).Load(Path.Combine(folder.Path, "none")));
    }

    private string Refused(Network<float> network, byte[] bytes)
    {
        File.WriteAllBytes(File1, bytes);
        return Assert.Throws<InvalidDataException>(() => network.Load(File1)).Message;
    }

    /// <summary>The content with its own length and checksum put right.</summary>
    private static byte[] Sealed(byte[] content)
    {
        BinaryPrimitives.WriteInt64LittleEndian(content.AsSpan(12), content.Length + 32);
        return [.. content, .. SHA256.HashData(content)];
    }

    private static Network<T> Small<T>(long seed) where T : struct, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var rng = new Rng(seed);
        return new(new Dense<T>(3, 5, Activation.Identity, Start.He, rng), new BatchNormalization<T>(5),
            new ActivationLayer<T>(5, Activation.LeakyRelu(0.2)), new Dense<T>(5, 2, Activation.Identity, Start.He, rng));
    }

    private static T[] Numbers<T>(Network<T> network) where T : struct, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        [.. network.Layers.SelectMany(layer => layer.Parameters.Select(p => p.Value).Concat(layer.Statistics.Select(s => s.Value))).SelectMany(m => m.Enumerate())];
}
