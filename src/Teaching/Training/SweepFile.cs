using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Teaching;

/// <summary>
/// The file of a sweep, JSON lines: the first says which sweep it is, each other is a finished trial. A line is written in one piece
/// and flushed. Of a last line that was cut off, nothing can be used: it is taken away and its trial made again. All else that
/// is wrong with a file is an error, and the file stays as it is.
/// </summary>
internal sealed class SweepFile : IDisposable
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly FileStream stream;

    private SweepFile(FileStream stream, List<TrialResult> trials, string note) => (this.stream, Trials, Note) = (stream, trials, note);

    /// <summary>The trials that the file held.</summary>
    public List<TrialResult> Trials { get; }

    /// <summary>What was found and repaired, or nothing.</summary>
    public string Note { get; }

    /// <summary>Opens the file or makes it, and leaves it ready for the next trial.</summary>
    /// <exception cref="InvalidDataException">It is the file of another sweep, or damaged elsewhere than at its end.</exception>
    /// <exception cref="IOException">It cannot be read or written, or another sweep is writing it.</exception>
    public static SweepFile Open(string path, JsonObject header, Grid grid)
    {
        FileStream stream = OpenStream(path);
        try
        {
            string first = header.ToJsonString(Plain);
            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            string[] lines = Encoding.UTF8.GetString(bytes).Split('\n');
            bool headerCut = lines.Length == 1 && first.StartsWith(lines[0], StringComparison.Ordinal);
            if (headerCut)
            {
                stream.SetLength(0);
                var empty = new SweepFile(stream, [], "");
                empty.Append(first);
                return empty;
            }

            RequireHeader(path, lines[0], header);
            (List<TrialResult> trials, bool cut, bool unended) = ReadTrials(path, lines, grid);
            if (cut) stream.SetLength(Array.LastIndexOf(bytes, (byte)'\n') + 1);
            stream.Seek(0, SeekOrigin.End);
            if (unended) stream.WriteByte((byte)'\n');
            string note = trials.Count == 0 ? "" : $"{trials.Count} trials were in {Path.GetFileName(path)} already";
            if (cut) note += (note == "" ? "" : ", ") + "a last line that had been cut off was taken away, its trial is made again";
            return new SweepFile(stream, trials, note);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Adds a finished trial.</summary>
    public void Add(TrialResult trial)
    {
        var line = new JsonObject { ["trial"] = trial.Index, ["settings"] = SettingsJson(trial.Settings), ["seed"] = trial.Seed };
        if (trial.Validation is { } validation) line["validation"] = validation;
        if (trial.Failure is not null) line["failure"] = trial.Failure;
        line["figures"] = new JsonObject(trial.Figures.Select(f => new KeyValuePair<string, JsonNode?>(f.Key, double.IsFinite(f.Value) ? f.Value : f.Value.ToString(CultureInfo.InvariantCulture))));
        line["seconds"] = Math.Round(trial.Seconds, 3);
        Append(line.ToJsonString(Plain));
    }

    public void Dispose() => stream.Dispose();

    private void Append(string line)
    {
        stream.Write(Encoding.UTF8.GetBytes(line + "\n"));
        stream.Flush(flushToDisk: true);
    }

    private static FileStream OpenStream(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (File.Exists(path))
        {
            throw new IOException($"{path}: {error.Message} Another sweep may be writing it: wait for that one, or take another file.", error);
        }
    }

    private static void RequireHeader(string path, string line, JsonObject expected)
    {
        JsonObject? found = Parse(line) as JsonObject;
        if (found?["sweep"] is null)
            throw new InvalidDataException($"{path}, line 1: this is not the file of a sweep. Nothing was changed; give the sweep a file "
                + "of its own.");
        foreach ((string key, JsonNode? value) in expected)
        {
            if (JsonNode.DeepEquals(found[key], value)) continue;
            throw new InvalidDataException($"{path}, line 1: the file is of another sweep: its {key} is "
                + $"{found[key]?.ToJsonString(Plain) ?? "missing"}, "
                + $"here it is {value?.ToJsonString(Plain)}. Nothing was changed; take another file for this sweep, or the settings of that one.");
        }
    }

    private static (List<TrialResult> Trials, bool Cut, bool Unended) ReadTrials(string path, string[] lines, Grid grid)
    {
        List<TrialResult> trials = [];
        for (int i = 1; i < lines.Length; i++)
        {
            bool last = i == lines.Length - 1;
            if (last && lines[i] == "") return (trials, false, false);
            if (Trial(lines[i], grid) is { } trial)
            {
                if (!trials.Exists(t => t.Index == trial.Index)) trials.Add(trial);
            }
            else if (last) return (trials, true, false);
            else throw new InvalidDataException($"{path}, line {i + 1}: this is no trial of the sweep's grid, and lines after it are. "
                + "Nothing was changed; take this line out, and its trial is made again.");
        }
        return (trials, false, true);
    }

    private static TrialResult? Trial(string line, Grid grid)
    {
        try
        {
            if (Parse(line) is not JsonObject json) return null;
            int index = (int)json["trial"]!;
            if (index < 0 || index >= grid.Count) return null;
            Dictionary<string, object> settings = grid.Combination(index);
            if (!JsonNode.DeepEquals(json["settings"], SettingsJson(settings))) return null;
            var figures = json["figures"]!.AsObject().ToDictionary(f => f.Key, f => f.Value!.GetValueKind() == JsonValueKind.Number
                ? (double)f.Value : double.Parse((string)f.Value!, CultureInfo.InvariantCulture));
            return new(index, settings, (long)json["seed"]!, (double?)json["validation"], figures, (string?)json["failure"], (double)json["seconds"]!);
        }
        catch (Exception error) when (error is NullReferenceException or InvalidOperationException or FormatException or OverflowException)
        {
            return null;
        }
    }

    private static JsonNode? Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonObject SettingsJson(IReadOnlyDictionary<string, object> settings) =>
        new(settings.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => new KeyValuePair<string, JsonNode?>(s.Key, SettingText.ToJson(s.Value))));
}
