using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Teaching.Cells;

namespace Teaching.Interactive;

/// <summary>The packages of .NET Interactive in a session: one kernel for its C#, a parent around it, and a context while a cell runs.</summary>
internal sealed class SessionInteractive : InteractiveKernel
{
    private readonly SessionKernel csharp = new();
    private readonly CompositeKernel root = [];
    private readonly HashSet<Type> loaded = [];
    private readonly Outputs outputs = new();
    private readonly RegisteredFormatters formatters = new();
    private KernelInvocationContext? context;

    public SessionInteractive()
    {
        root.Add(csharp, ["c#"]);
        root.Add(new HtmlKernel());
        root.DefaultKernelName = csharp.Name;
        root.RegisterCommandHandler<RequestInput>(AskAsync);
    }

    public override TypeFormatters? FormattersFor(Type type) => formatters.For(type);

    public override void BeginCell(string code, Func<string, Task> submit)
    {
        csharp.Submit = submit;
        KeepConsole(() => context = KernelInvocationContext.GetOrCreateAmbientContext(new SubmitCode(code, csharp.Name)));
        SetHandlingKernel(context!, csharp);
        context!.KernelEvents.Subscribe(outputs);
    }

    public override void EndCell()
    {
        KeepConsole(() => context?.Dispose());
        context = null;
        csharp.Submit = null;
    }

    public override async Task LoadAsync(Assembly library)
    {
        foreach (Type type in library.GetExportedTypes().Where(type => typeof(IKernelExtension).IsAssignableFrom(type) && !type.IsAbstract && loaded.Add(type)))
        {
            await ((IKernelExtension)Activator.CreateInstance(type)!).OnLoadAsync(root);
            // What the extension has put off until the next submission runs before the cell.
            await root.SendAsync(new SubmitCode("//", csharp.Name));
        }
    }

    private static Task AskAsync(RequestInput request, KernelInvocationContext context)
    {
        Console.Out.Write(request.Prompt);
        string? answer = request.IsPassword ? DisplaySink.ReadPassword() : Console.In.ReadLine();
        context.Publish(new InputProduced(answer ?? "", request));
        return Task.CompletedTask;
    }

    /// <summary>A context takes what is printed for itself; here it stays with the session, which knows the order of all outputs.</summary>
    private static void KeepConsole(Action change)
    {
        (TextWriter output, TextWriter error) = (Console.Out, Console.Error);
        change();
        Console.SetOut(output);
        Console.SetError(error);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_" + nameof(KernelInvocationContext.HandlingKernel))]
    private static extern void SetHandlingKernel(KernelInvocationContext context, Kernel kernel);
}
