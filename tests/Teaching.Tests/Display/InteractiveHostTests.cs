using System.Reflection;
using System.Reflection.Emit;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Tests.Display;

/// <summary>
/// Stands in for .NET Interactive: an assembly of its name, made at run time, whose Formatter has the methods and overloads of
/// the real one and hands what it gets to <see cref="FakeFormatter"/>.
/// </summary>
[Collection("console and environment")]
public class InteractiveHostTests
{
    [Fact]
    public void Start_tells_the_host_once_how_every_matrix_and_vector_is_shown()
    {
        var host = MakeHost();
        Course.Start();
        Course.Start();
        GC.KeepAlive(host);

        Type[] types = [typeof(Matrix<double>), typeof(Matrix<float>), typeof(Vector<double>), typeof(Vector<float>)];
        Assert.Equal(types.SelectMany(t => new[] { (t, "text/html"), (t, "text/plain") }), FakeFormatter.Registered.Select(r => (r.Type, r.MimeType)));
        Assert.Equal(types, FakeFormatter.Preferred.Select(p => p.Type));
        Assert.All(FakeFormatter.Preferred, p => Assert.Equal(["text/html", "text/plain"], p.MimeTypes));

        var writer = new StringWriter();
        FakeFormatter.Registered[1].Write(Matrix<double>.Build.DenseIdentity(2), writer);
        Assert.Equal("Matrix (2, 2)\n[ 1  0 ]\n[ 0  1 ]", writer.ToString());
    }

    private static Assembly MakeHost()
    {
        const string Name = "Microsoft.DotNet.Interactive.Formatting";
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(Name), AssemblyBuilderAccess.Run);
        var type = assembly.DefineDynamicModule(Name).DefineType(Name + ".Formatter", TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed);
        Forward(type, "Register", nameof(FakeFormatter.Register), typeof(Type), typeof(Action<object, TextWriter>), typeof(string));
        Forward(type, "Register", nameof(FakeFormatter.WrongOverload), typeof(Type), typeof(Func<object, TextWriter, bool>), typeof(string));
        Forward(type, "Register", nameof(FakeFormatter.WrongOverload), typeof(object));
        Forward(type, "SetPreferredMimeTypesFor", nameof(FakeFormatter.SetPreferredMimeTypesFor), typeof(Type), typeof(string[]));
        type.CreateType();
        return assembly;
    }

    private static void Forward(TypeBuilder type, string name, string target, params Type[] parameters)
    {
        var method = type.DefineMethod(name, MethodAttributes.Public | MethodAttributes.Static, typeof(void), parameters);
        var code = method.GetILGenerator();
        bool whole = target != nameof(FakeFormatter.WrongOverload);
        for (int i = 0; whole && i < parameters.Length; i++) code.Emit(OpCodes.Ldarg, i);
        code.Emit(OpCodes.Call, typeof(FakeFormatter).GetMethod(target)!);
        code.Emit(OpCodes.Ret);
    }
}

public static class FakeFormatter
{
    public static List<(Type Type, Action<object, TextWriter> Write, string MimeType)> Registered { get; } = [];

    public static List<(Type Type, string[] MimeTypes)> Preferred { get; } = [];

    public static void Register(Type type, Action<object, TextWriter> write, string mimeType) => Registered.Add((type, write, mimeType));

    public static void SetPreferredMimeTypesFor(Type type, string[] mimeTypes) => Preferred.Add((type, mimeTypes));

    public static void WrongOverload() => throw new InvalidOperationException("the wrong overload was called");
}
