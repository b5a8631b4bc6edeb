namespace Teaching.Fast;

/// <summary>Something done with each pixel of each window.</summary>
internal interface IPixelStep
{
    /// <summary>In a block: the pixel that the window makes, one that it sees, and whether this is the window's first.</summary>
    void Do(int block, int to, int from, bool first);
}

/// <summary>Every window of the channels of all blocks, its pixels in reading order.</summary>
internal static class WindowPixels
{
    /// <summary>For this part of the channels of all blocks.</summary>
    public static void Each<TStep>(WindowGeometry windows, int blocks, int part, int parts, TStep step)
        where TStep : struct, IPixelStep
    {
        int channels = windows.Input.Channels;
        Part some = new Part(0, blocks * channels).Divide(parts, part);
        for (int i = some.Begin; i < some.End; i++) Each(windows, i / channels, i % channels, step);
    }

    private static void Each<TStep>(WindowGeometry windows, int block, int channel, TStep step)
        where TStep : struct, IPixelStep
    {
        (Planes input, Planes output, int kernel, int stride, _) = windows;
        for (int y = 0; y < output.Height; y++)
        {
            for (int x = 0; x < output.Width; x++)
            {
                int to = output.Column(channel, y, x);
                for (int tap = 0; tap < kernel * kernel; tap++)
                    step.Do(block, to, input.Column(channel, y * stride + tap / kernel, x * stride + tap % kernel), tap == 0);
            }
        }
    }
}
