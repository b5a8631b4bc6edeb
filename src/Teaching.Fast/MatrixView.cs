using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Storage;

namespace Teaching.Fast;

/// <summary>
/// A matrix as a way of reading memory that is already there: element (i, j) is Data[i·RowStride + j·ColumnStride]. A view
/// copies nothing, and its transpose is the same memory read the other way round.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal readonly ref struct MatrixView<T>
    where T : struct, IEquatable<T>, IFormattable
{
    private MatrixView(Span<T> data, int rows, int columns, int rowStride, int columnStride)
    {
        Data = data;
        Rows = rows;
        Columns = columns;
        RowStride = rowStride;
        ColumnStride = columnStride;
    }

    /// <summary>The memory, exactly from the first to the last element of the matrix.</summary>
    public Span<T> Data { get; }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The number of columns.</summary>
    public int Columns { get; }

    /// <summary>How far element (i + 1, j) stands behind (i, j).</summary>
    public int RowStride { get; }

    /// <summary>How far element (i, j + 1) stands behind (i, j).</summary>
    public int ColumnStride { get; }

    /// <summary>The element in row i and column j.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public ref T this[int i, int j]
    {
        get
        {
            if ((uint)i >= (uint)Rows || (uint)j >= (uint)Columns)
                throw new ArgumentOutOfRangeException(nameof(i), $"There is no element ({i}, {j}) in a matrix of shape {Shape}.");
            return ref Data[i * RowStride + j * ColumnStride];
        }
    }

    /// <summary>The transpose: (j, i) here is (i, j) there.</summary>
    public MatrixView<T> Transpose() => new(Data, Columns, Rows, ColumnStride, RowStride);

    /// <summary>The shape as errors write it, (rows, columns).</summary>
    internal string Shape => FormattableString.Invariant($"({Rows}, {Columns})");

    /// <summary>A matrix stored row after row, as arrays of C and NumPy are.</summary>
    /// <param name="data">The memory; it may be longer than the matrix.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="leadingDimension">How far row i + 1 stands behind row i; 0 means directly behind it.</param>
    /// <exception cref="ArgumentException">A size is negative, the rows overlap, or the memory is too short.</exception>
    public static MatrixView<T> ByRow(Span<T> data, int rows, int columns, int leadingDimension = 0) =>
        ByColumn(data, columns, rows, leadingDimension, "row").Transpose();

    /// <summary>A matrix stored column after column, as MathNet and Fortran do.</summary>
    /// <param name="data">The memory; it may be longer than the matrix.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="leadingDimension">How far column j + 1 stands behind column j; 0 means directly behind it.</param>
    /// <exception cref="ArgumentException">A size is negative, the columns overlap, or the memory is too short.</exception>
    public static MatrixView<T> ByColumn(Span<T> data, int rows, int columns, int leadingDimension = 0) =>
        ByColumn(data, rows, columns, leadingDimension, "column");

    /// <summary>The memory of a dense MathNet matrix.</summary>
    /// <exception cref="ArgumentException">The matrix is not dense.</exception>
    public static MatrixView<T> Of(Matrix<T> matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (matrix.Storage is not DenseColumnMajorMatrixStorage<T> storage)
        {
            throw new ArgumentException(
                $"The product works on dense matrices, and this one of shape ({matrix.RowCount}, {matrix.ColumnCount}) is a "
                + $"{matrix.GetType().Name}: make it dense with Matrix<T>.Build.DenseOfMatrix(matrix).", nameof(matrix));
        }
        return ByColumn(storage.Data, storage.RowCount, storage.ColumnCount);
    }

    private static MatrixView<T> ByColumn(Span<T> data, int length, int lines, int leadingDimension, string line)
    {
        if (length < 0 || lines < 0)
            throw new ArgumentException($"A matrix cannot have {lines} {line}s of {length} numbers.");
        if (leadingDimension != 0 && leadingDimension < length)
        {
            throw new ArgumentException(
                $"With a leading dimension of {leadingDimension}, {line}s of {length} numbers would overlap: it must be at least {length}.");
        }
        int stride = leadingDimension == 0 ? length : leadingDimension;
        long needed = length == 0 || lines == 0 ? 0 : (lines - 1) * (long)stride + length;
        if (needed > data.Length)
        {
            throw new ArgumentException(
                $"{lines} {line}s of {length} numbers, {stride} apart, need {needed} numbers, and the memory holds {data.Length}.");
        }
        return new MatrixView<T>(data[..(int)needed], length, lines, 1, stride);
    }
}
