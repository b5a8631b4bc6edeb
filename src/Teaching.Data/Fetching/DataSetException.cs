namespace Teaching.Data;

/// <summary>A data set could not be fetched or read. The message is written for the person who asked for it.</summary>
public sealed class DataSetException(string message) : Exception(message);
