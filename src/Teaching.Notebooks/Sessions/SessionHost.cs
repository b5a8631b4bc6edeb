namespace Teaching.Notebooks.Sessions;

/// <summary>The session process's side: connects to the pipe of whoever started it and does what it is asked.</summary>
public static class SessionHost
{
    /// <summary>Serves until the pipe closes or a shutdown is asked for.</summary>
    /// <param name="pipeName">A named pipe's name; on Unix also the absolute path of a socket.</param>
    /// <returns>The exit code: 0, or 2 when nobody listens on the pipe.</returns>
    public static Task<int> RunAsync(string pipeName) => throw new NotImplementedException(pipeName);
}
