using System.Reflection;
using System.Runtime.CompilerServices;

namespace Teaching.Cells;

/// <summary>
/// Starts the code of a compiled cell, which is an async method. A call of that method would take back what the code
/// sets for its flow, such as the culture and AsyncLocal values, as soon as it returns. So the class that the compiler
/// made of the method is set up here as the method itself would do it, and started in the calling thread's own flow.
/// </summary>
internal static class CellBody
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public static Task<object> Start(Assembly assembly, CompiledCell cell, object?[] states)
    {
        Type type = assembly.GetType(cell.TypeName)!;
        object submission = type.GetConstructor(Own, [typeof(object[])])!.Invoke([states]);
        Type machineType = type.GetNestedTypes(Own).Single(nested => nested.Name.StartsWith("<<Initialize>>", StringComparison.Ordinal) && nested.IsAssignableTo(typeof(IAsyncStateMachine)));
        FieldInfo builder = machineType.GetField("<>t__builder", Own)!;
        var machine = (IAsyncStateMachine)Activator.CreateInstance(machineType)!;
        machineType.GetField("<>4__this", Own)?.SetValue(machine, submission);
        machineType.GetField("<>1__state", Own)!.SetValue(machine, -1);
        builder.SetValue(machine, AsyncTaskMethodBuilder<object>.Create());
        machine.MoveNext();
        return ((AsyncTaskMethodBuilder<object>)builder.GetValue(machine)!).Task;
    }
}
