namespace Teaching.Notebooks.Data;

/// <summary>
/// Fetches the files of a data set: what is here and right stays; what is missing is downloaded beside its place, from one
/// address after the other, checked packed and unpacked, and only then moved to its place. What was there before stays until then.
/// </summary>
public sealed class DataFetcher : IDisposable
{
    private const int MostRedirects = 5;
    private readonly HttpClient client = new(new SocketsHttpHandler { MaxAutomaticRedirections = MostRedirects, ConnectTimeout = TimeSpan.FromSeconds(15) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>How long a server may send nothing before the next address is tried.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Fetches all files of a data set into a folder, which is made when it is missing.</summary>
    /// <exception cref="DataSetException">No address works for a file, or the disk refuses it.</exception>
    /// <exception cref="OperationCanceledException">Stopped; what has come so far is kept beside the place, and the next fetch goes on from there.</exception>
    public async Task FetchAsync(DataSetEntry set, string folder, Action<FetchEvent> report, CancellationToken cancellation = default)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DataSetException($"{folder}: cannot be made: {failure.Message}");
        }
        List<string> addresses = [.. set.Addresses];
        foreach (DataFile file in set.Files) await FetchAsync(set, file, addresses, folder, report, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    /// <summary>One file. The address that had it comes first for the next file.</summary>
    private async Task FetchAsync(DataSetEntry set, DataFile file, List<string> addresses, string folder, Action<FetchEvent> report, CancellationToken cancellation)
    {
        if (DataFolder.PathOf(folder, file) is { } present && await FileCheck.ProblemAsync(present, file, cancellation).ConfigureAwait(false) is null)
        {
            report(new(file, FetchStep.Present, file.Bytes));
            return;
        }
        string path = Path.Combine(folder, file.Name), part = path + ".part";
        List<string> failures = [];
        foreach (string start in addresses.ToArray())
        {
            string address = start + file.Name;
            report(new(file, FetchStep.Asking, 0, address));
            try
            {
                await FetchFromAsync(new Uri(address), file, part, report, cancellation).ConfigureAwait(false);
                PartFile.Finish(part, path);
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

    /// <summary>Downloads and checks. Bytes of an earlier try that turn out to be wrong are thrown away once.</summary>
    private async Task FetchFromAsync(Uri address, DataFile file, string part, Action<FetchEvent> report, CancellationToken cancellation)
    {
        Download download = new(client, file, part, Patience, received => report(new(file, FetchStep.Receiving, received)));
        bool resumed = await download.FromAsync(address, cancellation).ConfigureAwait(false);
        if (await FileCheck.DownloadProblemAsync(part, file, cancellation).ConfigureAwait(false) is not { } problem) return;
        File.Delete(part);
        if (!resumed) throw new AddressException($"sent the wrong file: {problem}");
        await FetchFromAsync(address, file, part, report, cancellation).ConfigureAwait(false);
    }
}
