using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Teaching.Data;

/// <summary>
/// Fetches the files of a data set: what is here and right stays; what is missing is downloaded beside its place, from one
/// address after the other, checked packed and unpacked, and only then moved to its place. What was there before stays until then.
/// </summary>
public sealed class DataFetcher : IDisposable
{
    private const int DiskFullOnUnix = 28, DiskFullOnWindows = 0x70;
    private readonly HttpClient client = new(new SocketsHttpHandler { MaxAutomaticRedirections = 5, ConnectTimeout = TimeSpan.FromSeconds(15) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>How long a server may send nothing before the next address is tried.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Fetches all files of a data set into a folder, which is made when it is missing.</summary>
    /// <exception cref="DataSetException">No address works for a file, or the disk refuses it.</exception>
    /// <exception cref="OperationCanceledException">Stopped; complete files stay, nothing is left of the one that was coming.</exception>
    public async Task FetchAsync(DataSetEntry set, string folder, Action<FetchEvent> report, CancellationToken cancellation = default)
    {
        OnDisk(folder, "made", () => Directory.CreateDirectory(folder));
        List<string> addresses = [.. set.Addresses];
        foreach (DataFile file in set.Files)
        {
            if (DataFolder.PathOf(folder, file) is { } present && await FileCheck.ProblemAsync(present, file, cancellation).ConfigureAwait(false) is null)
                report(new(file, FetchStep.Present, file.Bytes));
            else await FetchAsync(set, file, addresses, folder, report, cancellation).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    /// <summary>One file. The address that had it comes first for the next file.</summary>
    private async Task FetchAsync(DataSetEntry set, DataFile file, List<string> addresses, string folder, Action<FetchEvent> report, CancellationToken cancellation)
    {
        List<string> failures = [];
        foreach (string start in addresses.ToArray())
        {
            string address = start + file.Name;
            report(new(file, FetchStep.Asking, 0, address));
            try
            {
                await FetchAsync(new Uri(address), file, Path.Combine(folder, file.Name), report, cancellation).ConfigureAwait(false);
                report(new(file, FetchStep.Done, file.Bytes, address));
                addresses.Remove(start);
                addresses.Insert(0, start);
                return;
            }
            catch (AddressException failure)
            {
                failures.Add($"{address} {failure.Message}");
                report(new(file, FetchStep.Failed, 0, failures[^1]));
            }
        }
        throw new DataSetException($"{file.Name} could not be fetched: {string.Join("; ", failures)}. "
            + $"What was in {folder} before is untouched. A file from elsewhere can be put there by hand; `teach data verify {set.Name}` checks it.");
    }

    /// <summary>One file from one address: into a part beside its place, checked, then moved.</summary>
    private async Task FetchAsync(Uri address, DataFile file, string path, Action<FetchEvent> report, CancellationToken cancellation)
    {
        string part = path + ".part";
        FileStream output = OnDisk(part, "written", () => new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0));
        try
        {
            using (output)
            {
                await DownloadAsync(address, file, bytes => OnDisk(part, "written", () => output.Write(bytes.Span)), report, cancellation).ConfigureAwait(false);
                OnDisk(part, "written", () => output.Flush(flushToDisk: true));
            }
            if (await FileCheck.DownloadProblemAsync(part, file, cancellation).ConfigureAwait(false) is { } problem)
                throw new AddressException($"sent the wrong file: {problem}");
            OnDisk(path, "written", () => File.Move(part, path, overwrite: true));
        }
        finally
        {
            File.Delete(part);
        }
    }

    private async Task DownloadAsync(Uri address, DataFile file, Action<ReadOnlyMemory<byte>> write, Action<FetchEvent> report, CancellationToken cancellation)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        waiting.CancelAfter(Patience);
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Get, address);
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, waiting.Token).ConfigureAwait(false);
            CheckAnswer(response, file);
            using Stream body = await response.Content.ReadAsStreamAsync(waiting.Token).ConfigureAwait(false);
            byte[] buffer = new byte[1 << 16];
            int got = await body.ReadAtLeastAsync(buffer, 2, throwOnEndOfStream: false, waiting.Token).ConfigureAwait(false);
            CheckStart(buffer.AsSpan(0, got));
            long length = 0;
            for (; got > 0; got = await body.ReadAsync(buffer, waiting.Token).ConfigureAwait(false))
            {
                length += got;
                if (length > file.Bytes) throw new AddressException(Say($"sent more than the {file.Bytes:N0} bytes of the file"));
                write(buffer.AsMemory(0, got));
                report(new(file, FetchStep.Receiving, length));
                waiting.CancelAfter(Patience);
            }
            if (length < file.Bytes) throw new AddressException(Say($"broke off after {length:N0} of {file.Bytes:N0} bytes"));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new AddressException(Say($"sent nothing for {Patience.TotalSeconds:0.#} seconds"));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            string what = failure is HttpRequestException ? "cannot be reached" : "broke off";
            throw new AddressException($"{what}: {failure.GetBaseException().Message.ReplaceLineEndings(" ")}");
        }
    }

    private static void CheckAnswer(HttpResponseMessage response, DataFile file)
    {
        int status = (int)response.StatusCode;
        if (status is >= 300 and < 400) throw new AddressException("redirects in a circle, or to an address that is not safe");
        if (response.StatusCode != HttpStatusCode.OK) throw new AddressException(Say($"answered {status} {response.ReasonPhrase}"));
        if (response.Content.Headers.ContentType?.MediaType is "text/html") throw WebPage();
        if (response.Content.Headers.ContentLength is { } length && length != file.Bytes)
            throw new AddressException(Say($"has a file of {length:N0} bytes instead of {file.Bytes:N0}"));
    }

    private static void CheckStart(ReadOnlySpan<byte> start)
    {
        if (start.Length == 0) throw new AddressException("sent nothing");
        if (start.TrimStart(" \t\r\n"u8).StartsWith("<"u8)) throw WebPage();
        if (!start.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b])) throw new AddressException("sent something other than a gzip file");
    }

    private static AddressException WebPage() => new("sent a web page instead of the file (a proxy, or a page to log in?)");

    private static void OnDisk(string path, string what, Action act) => OnDisk(path, what, () =>
    {
        act();
        return true;
    });

    /// <summary>What the disk refuses is no fault of the address: no other is asked.</summary>
    private static T OnDisk<T>(string path, string what, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DataSetException((failure.HResult & 0xffff) is DiskFullOnUnix or DiskFullOnWindows
                ? $"{path}: the disk is full. Free some space, or name another folder with TEACHING_DATA."
                : $"{path}: cannot be {what}: {failure.Message}");
        }
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>One address did not give the file. The message follows the address: "answered 404 Not Found".</summary>
    private sealed class AddressException(string message) : Exception(message);
}
