using Teaching.Jupyter.Zmtp;

namespace Teaching.Jupyter.Tests.Zmtp;

public sealed class FrameTests
{
    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    [InlineData(255, 2)]
    [InlineData(256, 9)]
    [InlineData(3_000_000, 9)]
    public void A_frame_is_read_as_it_was_written(int length, int header)
    {
        byte[] body = new byte[length];
        new Random(length).NextBytes(body);
        byte[] encoded = Frame.Encode([body]);
        Assert.Equal(header + length, encoded.Length);
        Assert.Equal(header == 9 ? 2 : 0, encoded[0]);
        Frame frame = Frame.Read(new MemoryStream(encoded))!.Value;
        Assert.Equal(body, frame.Body);
        Assert.False(frame.HasMore || frame.IsCommand);
    }

    [Fact]
    public void The_frames_of_a_message_say_that_more_follow_but_the_last() =>
        Assert.Equal([1, 1, 65, 1, 0, 0, 2, 66, 67], Frame.Encode([[65], [], [66, 67]]));

    [Fact]
    public void The_end_of_the_stream_between_frames_is_no_error_and_within_one_it_is()
    {
        Assert.Null(Frame.Read(new MemoryStream()));
        byte[] whole = Frame.Encode([new byte[300]]);
        for (int length = 1; length < whole.Length; length += 7)
            Assert.Contains("in the middle", Refused(whole[..length]));
    }

    [Fact]
    public void Huge_lengths_and_flags_that_mean_nothing_are_refused_before_memory_is_taken()
    {
        Assert.Contains("18446744073709551615 bytes", Refused([2, 255, 255, 255, 255, 255, 255, 255, 255]));
        Assert.Contains("67108865 bytes", Refused([2, 0, 0, 0, 0, 4, 0, 0, 1]));
        Assert.Contains("flags 08", Refused([8, 1, 1]));
        Assert.Contains("flags 05", Refused([5, 1, 1]));

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("in the middle", Refused([2, 0, 0, 0, 0, 4, 0, 0, 0, 1]));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
    }

    private static string Refused(byte[] bytes) => Assert.Throws<InvalidDataException>(() => Frame.Read(new MemoryStream(bytes))).Message;
}
