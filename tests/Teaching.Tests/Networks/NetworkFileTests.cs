using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;
using Teaching.Data.Tests;

namespace Teaching.Tests.Networks;

public sealed class NetworkFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string File1 => Path.Combine(folder.Path, "one.safetensors");

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
    public void The_file_is_safetensors()
    {
        new Network<float>(new Dense<float>(Matrix<float>.Build.DenseOfArray(new[,] { { 1f, 2 }, { 3, 4 } }), Matrix<float>.Build.Dense(1, 2, 5), Activation.Relu)).Save(File1);
        byte[] bytes = File.ReadAllBytes(File1);
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        byte[] numbers = bytes[(8 + length)..];
        Assert.Equal(new float[] { 1, 2, 3, 4, 5, 5 }.SelectMany(BitConverter.GetBytes), numbers);
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(numbers));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse($$$"""
            {"__metadata__":{"1":"Dense 2-2 ReLU","sha256":"{{{sha256}}}"},
             "1.W":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"1.b":{"dtype":"F32","shape":[1,2],"data_offsets":[16,24]}}
            """), JsonNode.Parse(bytes.AsSpan(8, length))));
    }

    [Fact]
    public void A_file_of_another_program_with_another_order_and_no_metadata_is_read()
    {
        const string Header = """{"1.b":{"dtype":"F64","shape":[1,1],"data_offsets":[0,8]},"1.W":{"dtype":"F64","shape":[2,1],"data_offsets":[8,24]}}     """;
        File.WriteAllBytes(File1, [.. BitConverter.GetBytes((long)Header.Length), .. Encoding.ASCII.GetBytes(Header), .. new[] { 7.0, 8, 9 }.SelectMany(BitConverter.GetBytes)]);
        var network = Network.OfDense<double>([2, 1], Activation.Identity, Initializer.He, new Rng(1));
        network.Load(File1);
        Assert.Equal([8, 9, 7], Numbers(network));
    }

    [Fact]
    public void No_altered_byte_and_no_cut_gives_other_numbers_than_those_saved()
    {
        Network<float> saved = Small<float>(1);
        saved.Save(File1);
        byte[] bytes = File.ReadAllBytes(File1);
        Network<float> network = Small<float>(2);
        float[] before = Numbers(network);
        for (int i = 0; i < bytes.Length; i += 3)
        {
            byte[] altered = [.. bytes];
            altered[i] ^= (byte)(1 << (i % 8));
            File.WriteAllBytes(File1, altered);
            try
            {
                network.Load(File1);
                Assert.Equal(Numbers(saved), Numbers(network));   // a name in the metadata was altered, no number
                network = Small<float>(2);
            }
            catch (InvalidDataException)
            {
            }
            Assert.Equal(before, Numbers(network));
            Refused(network, bytes[..i]);
        }
        Assert.Contains("its checksum is not that of its numbers", Refused(network, [.. bytes[..^1], (byte)(bytes[^1] ^ 1)]));
        Assert.Contains("it was cut or altered", Refused(network, bytes[..^4]));
        Assert.Contains("it was cut or altered", Refused(network, [.. bytes, 0]));
        Assert.Contains("there is no header", Refused(network, []));
        Assert.Contains("there is no header", Refused(network, Encoding.ASCII.GetBytes(new string('x', 500))));
        Assert.Contains("its header is not the JSON of one", Refused(network, [2, 0, 0, 0, 0, 0, 0, 0, .. "]]"u8]));
        Assert.Equal(before, Numbers(network));
    }

    [Fact]
    public void The_file_of_another_network_is_refused_with_the_difference()
    {
        Small<float>(1).Save(File1);
        string Difference<T>(Network<T> network) where T : struct, System.Numerics.IBinaryFloatingPointIeee754<T> =>
            Assert.Throws<InvalidDataException>(() => network.Load(File1)).Message;
        var rng = new Rng(1);
        Assert.Contains("the numbers of 1.W are F32, here they are F64. The network is as it was.", Difference(Small<double>(1)));
        Assert.Contains("1.W is (3, 5), here it is (3, 4)", Difference(Network.OfDense<float>([3, 4], Activation.Relu, Initializer.He, rng)));
        Assert.Contains("it has 2.gamma, which the network does not have", Difference(new Network<float>(new Dense<float>(3, 5, Activation.Identity, Initializer.He, rng))));
        Assert.Contains("its layer 4 is Dense 5-2, here it is Dense 5-2 tanh", Difference(new Network<float>(
            new Dense<float>(3, 5, Activation.Identity, Initializer.He, rng), new BatchNormalization<float>(5), new ActivationLayer<float>(5, Activation.LeakyRelu(0.2)),
            new Dense<float>(5, 2, Activation.Tanh, Initializer.He, rng))));
    }

    [Fact]
    public void Hostile_headers_are_refused_in_a_short_sentence()
    {
        Small<float>(1).Save(File1);
        byte[] bytes = File.ReadAllBytes(File1);
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        string header = Encoding.UTF8.GetString(bytes, 8, length);
        Network<float> network = Small<float>(2);
        float[] before = Numbers(network);
        string[] hostile =
        [
            header.Replace("[0,60]", "[-60,0]"), header.Replace("[0,60]", "[0,9223372036854775807]"), header.Replace("[0,60]", "[1,61]"), header.Replace("[0,60]", "null"),
            header.Replace("[0,60]", "[\"a\",{}]"), header.Replace("[3,5]", "[1e300,5]"), header.Replace("\"1.W\":{", "\"1.W\":{},\"1.V\":{"), header.Replace("{\"dtype\":\"F32\",\"shape\":[3,5]", "[{\"shape\":1}"),
            "{}", "[]", "null", "{\"1.W\":7}", "{\"__metadata__\":7}", new string('[', 5000), $"{{\"1.W\":{{\"dtype\":\"{new string('x', 100_000)}\"}}}}",
        ];
        foreach (string one in hostile)
        {
            Assert.NotEqual(header, one);
            string message = Refused(network, [.. BitConverter.GetBytes((long)Encoding.UTF8.GetByteCount(one)), .. Encoding.UTF8.GetBytes(one), .. bytes[(8 + length)..]]);
            Assert.True(message.Length < 600, message);
        }
        foreach (long claimed in new[] { -1, 0, long.MaxValue, long.MinValue, bytes.Length - 7 }) Refused(network, [.. BitConverter.GetBytes(claimed), .. bytes[8..]]);
        Assert.Equal(before, Numbers(network));
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
        Small<float>(1).Save(Path.Combine(folder.Path, "new", "folder", "one.safetensors"));
        Assert.Equal([File1], Directory.GetFiles(folder.Path));
        Assert.Throws<FileNotFoundException>(() => Small<float>(1).Load(Path.Combine(folder.Path, "none")));
    }

    private string Refused(Network<float> network, byte[] bytes)
    {
        File.WriteAllBytes(File1, bytes);
        return Assert.Throws<InvalidDataException>(() => network.Load(File1)).Message;
    }

    private static Network<T> Small<T>(long seed) where T : struct, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var rng = new Rng(seed);
        return new(new Dense<T>(3, 5, Activation.Identity, Initializer.He, rng), new BatchNormalization<T>(5),
            new ActivationLayer<T>(5, Activation.LeakyRelu(0.2)), new Dense<T>(5, 2, Activation.Identity, Initializer.He, rng));
    }

    private static T[] Numbers<T>(Network<T> network) where T : struct, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        [.. network.Layers.SelectMany(layer => layer.Parameters.Select(p => p.Value).Concat(layer.Statistics.Select(s => s.Value))).SelectMany(m => m.Enumerate())];
}
