using System.Text.Json.Serialization;

namespace Teaching.Cells;

/// <summary>The messages of the protocol, as protocol.md describes them: one JSON object each, told apart by <c>type</c>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ExecuteCommand), "execute")]
[JsonDerivedType(typeof(InterruptCommand), "interrupt")]
[JsonDerivedType(typeof(InputReplyCommand), "inputReply")]
[JsonDerivedType(typeof(CompleteCommand), "complete")]
[JsonDerivedType(typeof(InspectCommand), "inspect")]
[JsonDerivedType(typeof(IsCompleteCommand), "isComplete")]
[JsonDerivedType(typeof(ShutdownCommand), "shutdown")]
[JsonDerivedType(typeof(ReadyMessage), "ready")]
[JsonDerivedType(typeof(StartedMessage), "started")]
[JsonDerivedType(typeof(StreamMessage), "stream")]
[JsonDerivedType(typeof(DisplayMessage), "display")]
[JsonDerivedType(typeof(DisplayUpdateMessage), "displayUpdate")]
[JsonDerivedType(typeof(ClearMessage), "clear")]
[JsonDerivedType(typeof(ErrorMessage), "error")]
[JsonDerivedType(typeof(InputRequestMessage), "inputRequest")]
[JsonDerivedType(typeof(FinishedMessage), "finished")]
[JsonDerivedType(typeof(CompletionsMessage), "completions")]
[JsonDerivedType(typeof(InspectionMessage), "inspection")]
[JsonDerivedType(typeof(CompletenessMessage), "completeness")]
[JsonDerivedType(typeof(ProtocolErrorMessage), "protocolError")]
internal abstract record Message;

internal sealed record ExecuteCommand(int Id, string Code, long OutputLimit, string? Marker, int? Number = null, string? Language = null) : Message;
internal sealed record InterruptCommand : Message;
internal sealed record InputReplyCommand(string? Text) : Message;
internal sealed record CompleteCommand(int Id, string Code, int Position) : Message;
internal sealed record InspectCommand(int Id, string Code, int Position) : Message;
internal sealed record IsCompleteCommand(int Id, string Code) : Message;
internal sealed record ShutdownCommand : Message;

internal sealed record ReadyMessage(int Protocol, int ProcessId) : Message;
internal sealed record StartedMessage(int Id) : Message;
internal sealed record StreamMessage(string Name, string Text) : Message;
internal sealed record DisplayMessage(OrderedDictionary<string, string> Data, string? DisplayId, bool IsResult) : Message;
internal sealed record DisplayUpdateMessage(OrderedDictionary<string, string> Data, string DisplayId) : Message;
internal sealed record ClearMessage(bool Wait) : Message;
internal sealed record ErrorMessage(string Name, string Message, IReadOnlyList<string> Traceback) : Message;
internal sealed record InputRequestMessage(string Prompt, bool IsPassword = false) : Message;
internal sealed record FinishedMessage(int Id, ExecutionStatus Status) : Message;
internal sealed record CompletionsMessage(int Id, int Start, int End, IReadOnlyList<Completion> Items) : Message;
internal sealed record InspectionMessage(int Id, string? Signature, string? Summary) : Message;
internal sealed record CompletenessMessage(int Id, Completeness Status) : Message;
internal sealed record ProtocolErrorMessage(string Message, int? Id = null) : Message;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    AllowOutOfOrderMetadataProperties = true,
    MaxDepth = 16)]
[JsonSerializable(typeof(Message))]
internal sealed partial class MessageContext : JsonSerializerContext;
