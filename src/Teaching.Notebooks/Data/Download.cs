using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Teaching.Notebooks.Data;

/// <summary>
/// Brings one file from one address into a part file beside its place, and goes on where an earlier try stopped. What the
/// server says and sends is checked before a byte is written.
/// </summary>
internal sealed class Download(HttpClient client, DataFile file, string part, TimeSpan patience, Action<long> received)
{
    private static ReadOnlySpan<byte> GzipMagic => [0x1f, 0x8b];

    /// <summary>Completes the part file, as far as its length goes. Says whether it went on with bytes of an earlier try.</summary>
    /// <exception cref="AddressException">This address does not work; another may.</exception>
    /// <exception cref="DataSetException">The disk does not take it.</exception>
    public async Task<bool> FromAsync(Uri address, CancellationToken cancellation)
    {
        long have = File.Exists(part) ? new FileInfo(part).Length : 0;
        if (have == file.Bytes) return true;
        if (have > file.Bytes) have = 0;
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        waiting.CancelAfter(patience);
        try
        {
            using HttpResponseMessage response = await AskAsync(address, have, waiting.Token).ConfigureAwait(false);
            long start = StartOf(response, have);
            CheckHeaders(response, start);
            using Stream body = await response.Content.ReadAsStreamAsync(waiting.Token).ConfigureAwait(false);
            long length = await CopyAsync(body, start, waiting).ConfigureAwait(false);
            if (length < file.Bytes) throw new AddressException(Say($"broke off after {length:N0} of {file.Bytes:N0} bytes"));
            if (length == file.Bytes) return start > 0;
            File.Delete(part);
            throw new AddressException(Say($"sent more than the {file.Bytes:N0} bytes of the file"));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new AddressException(Say($"sent nothing for {patience.TotalSeconds:0.#} seconds"));
        }
        catch (HttpRequestException failure)
        {
            throw new AddressException($"cannot be reached: {Innermost(failure)}");
        }
        catch (IOException failure)
        {
            throw new AddressException($"broke off: {Innermost(failure)}");
        }
    }

    private async Task<HttpResponseMessage> AskAsync(Uri address, long have, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        if (have > 0) request.Headers.Range = new RangeHeaderValue(have, null);
        HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.RequestedRangeNotSatisfiable || have == 0) return response;
        response.Dispose();
        return await AskAsync(address, have: 0, cancellation).ConfigureAwait(false);
    }

    /// <summary>From which byte on the server sends: from 0 where it knows no ranges.</summary>
    private static long StartOf(HttpResponseMessage response, long have)
    {
        int status = (int)response.StatusCode;
        if (response.StatusCode == HttpStatusCode.OK) return 0;
        if (response.StatusCode == HttpStatusCode.PartialContent)
        {
            return response.Content.Headers.ContentRange?.From == have && have > 0
                ? have
                : throw new AddressException("sent another part of the file than it was asked for");
        }
        throw new AddressException(status is >= 300 and < 400
            ? "redirects in a circle, or to an address that is not safe"
            : Say($"answered {status} {response.ReasonPhrase}"));
    }

    private void CheckHeaders(HttpResponseMessage response, long start)
    {
        if (response.Content.Headers.ContentType?.MediaType is "text/html") throw WebPage();
        if (response.Content.Headers.ContentLength is { } length && start + length != file.Bytes)
            throw new AddressException(Say($"has a file of {start + length:N0} bytes instead of {file.Bytes:N0}"));
    }

    /// <summary>Writes what comes; ends when it has become too much. Gives the length of the part.</summary>
    private async Task<long> CopyAsync(Stream body, long start, CancellationTokenSource waiting)
    {
        byte[] buffer = new byte[1 << 16];
        int got = await body.ReadAtLeastAsync(buffer, 2, throwOnEndOfStream: false, waiting.Token).ConfigureAwait(false);
        if (start == 0) CheckStart(buffer.AsSpan(0, got));
        using var output = new PartFile(part, append: start > 0);
        long length = start;
        for (; got > 0 && length <= file.Bytes; got = await body.ReadAsync(buffer, waiting.Token).ConfigureAwait(false))
        {
            output.Write(buffer.AsSpan(0, got));
            length += got;
            received(length);
            waiting.CancelAfter(patience);
        }
        return length;
    }

    private static void CheckStart(ReadOnlySpan<byte> start)
    {
        if (start.Length == 0) throw new AddressException("sent nothing");
        if (start.TrimStart(" \t\r\n"u8).StartsWith("<"u8)) throw WebPage();
        if (!start.StartsWith(GzipMagic)) throw new AddressException("sent something else than a gzip file");
    }

    private static AddressException WebPage() => new("sent a web page instead of the file (a proxy, or a page to log in?)");

    private static string Innermost(Exception failure) => failure.GetBaseException().Message.ReplaceLineEndings(" ");

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
