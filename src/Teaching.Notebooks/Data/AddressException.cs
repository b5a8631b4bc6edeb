namespace Teaching.Notebooks.Data;

/// <summary>One address did not give the file. The message follows the address: "answered 404 Not Found".</summary>
internal sealed class AddressException(string message) : Exception(message);
