using System.Text.RegularExpressions;
using Teaching.Cli.Tests;

namespace Teaching.Cli.Doctor.Tests;

public sealed class DoctorTests : IDisposable
{
    private readonly Teach teach = new();

    public void Dispose() => teach.Dispose();

    [Fact]
    public async Task It_shows_a_line_for_each_thing_and_ends_with_0()
    {
        Result result = await teach.RunAsync("doctor");
        Assert.Equal(0, result.Exit);
        foreach (string what in new[] { "teach", "system", "SDK", "runtime", "vectors", "threads", "library", "data mnist", "kernelspecs", "Python", "Chromium" })
            Assert.Matches($@"(?m)^\[(OK|WARN)\] +{what} ", result.Output);
        Assert.Matches("(All is well|One warning|[0-9]+ warnings)", result.Output.TrimEnd().Split('\n')[^1]);
    }

    [Fact]
    public async Task A_data_file_that_is_not_the_published_one_is_a_warning_that_says_what_to_do()
    {
        Directory.CreateDirectory(teach.At("data", "mnist"));
        foreach (string name in new[] { "train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1" })
            File.WriteAllText(teach.At("data", "mnist", $"{name}-ubyte"), "nothing");
        Result result = await teach.With("TEACHING_DATA", teach.At("data")).RunAsync("doctor");
        Assert.Matches(@"(?m)^\[WARN\] +data mnist .*->  'teach data fetch mnist' brings it again$", result.Output);
    }

    [Fact]
    public async Task A_kernelspec_whose_program_is_gone_is_a_warning()
    {
        teach.With("JUPYTER_DATA_DIR", teach.At("jupyter"));
        Assert.Equal(0, (await teach.RunAsync("kernel", "install")).Exit);
        Assert.Matches(@"(?m)^\[OK\] +kernelspecs +\.net-csharp \(ours\)", (await teach.RunAsync("doctor")).Output);
        string spec = teach.At("jupyter", "kernels", ".net-csharp", "kernel.json");
        File.WriteAllText(spec, Regex.Replace(File.ReadAllText(spec), @"teach(\.dll|\.exe)?""", "gone\""));
        Assert.Matches(@"(?m)^\[WARN\] +kernelspecs .*which is not there  ->  'teach kernel install' writes it anew$", (await teach.RunAsync("doctor")).Output);
    }

    [Fact]
    public async Task A_program_that_fails_when_asked_is_a_warning_and_not_an_error()
    {
        File.WriteAllText(teach.At("node.cmd"), "@exit 3\r\n");
        File.WriteAllText(teach.At("node"), "#!/bin/sh\nexit 3\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(teach.At("node"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Result result = await teach.With("PATH", $"{teach.Folder}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}").RunAsync("doctor");
        Assert.Equal(0, result.Exit);
        Assert.Matches(@"(?m)^\[WARN\] +Node.js .*does not answer", result.Output);
    }
}
