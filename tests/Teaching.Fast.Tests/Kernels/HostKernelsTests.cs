using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using MathNet.Numerics.LinearAlgebra;

namespace Teaching.Fast.Tests.Kernels;

/// <summary>A host that brings kernels of its own. The library asks for it once, so each test loads a second copy of it.</summary>
public sealed unsafe class HostKernelsTests
{
    [Fact]
    public void Without_a_host_there_are_none() => Assert.False(HostKernels.AreThere);

    [Fact]
    public void The_product_of_the_host_is_asked_and_what_it_writes_is_the_result()
    {
        List<(int Rows, int Columns, int Depth, bool IsDouble)> asked = [];
        Action<int, nint, nint, bool> run = (kernel, address, work, isDouble) =>
        {
            Assert.Equal((int)HostKernel.Multiply, kernel);
            // The fields are at the same places for every type.
            ref ProductTask<double> task = ref *(ProductTask<double>*)address;
            asked.Add((task.Rows, task.Columns, task.Depth, isDouble));
            new Span<byte>((void*)work, (task.Depth + 6) * 32).Clear();
            if (isDouble) Fill(ref task);
            else Fill(ref *(ProductTask<float>*)address);
        };
        MethodInfo transposeThisAndMultiply = LibraryWith(run).GetType("Teaching.Fast.Product", throwOnError: true)!
            .GetMethod("TransposeThisAndMultiply")!;

        Matrix<float> floats = Matrix<float>.Build.Dense(3, 2);
        transposeThisAndMultiply.MakeGenericMethod(typeof(float)).Invoke(
            null, [Matrix<float>.Build.Dense(5, 3), Matrix<float>.Build.Dense(5, 2), floats, false]);
        Matrix<double> doubles = Matrix<double>.Build.Dense(4, 3);
        transposeThisAndMultiply.MakeGenericMethod(typeof(double)).Invoke(
            null, [Matrix<double>.Build.Dense(1, 4), Matrix<double>.Build.Dense(1, 3), doubles, false]);

        // MathNet stores columns, so the task is the transposed product.
        Assert.Equal([(2, 3, 5, false), (3, 4, 1, true)], asked);
        Assert.Equal([0, 1, 2, 100, 101, 102], floats.ToColumnMajorArray());
        Assert.Equal([0, 1, 2, 3, 100, 101, 102, 103, 200, 201, 202, 203], doubles.ToColumnMajorArray());
    }

    private static void Fill<T>(ref ProductTask<T> task)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        for (int i = 0; i < task.Rows; i++)
            for (int j = 0; j < task.Columns; j++)
                task.C[i * task.CRow + j] = T.CreateChecked(100 * i + j);
    }

    /// <summary>A copy of the library that has found these kernels.</summary>
    private static Assembly LibraryWith(Action<int, nint, nint, bool> run)
    {
        // The one the other tests work with must not find it.
        RuntimeHelpers.RunClassConstructor(typeof(HostKernels).TypeHandle);
        AppContext.SetData("Teaching.Kernels", run);
        try
        {
            Assembly copy = new AssemblyLoadContext("copy").LoadFromAssemblyPath(typeof(Product).Assembly.Location);
            RuntimeHelpers.RunClassConstructor(copy.GetType(typeof(HostKernels).FullName!, throwOnError: true)!.TypeHandle);
            return copy;
        }
        finally
        {
            AppContext.SetData("Teaching.Kernels", null);
        }
    }
}
