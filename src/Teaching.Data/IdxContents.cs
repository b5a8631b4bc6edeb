namespace Teaching.Data;

/// <summary>What an IDX file of images holds.</summary>
/// <param name="Count">How many images.</param>
/// <param name="Height">Rows of an image.</param>
/// <param name="Width">Columns of an image.</param>
/// <param name="Pixels">Image after image, row after row, 0 paper to 255 ink.</param>
/// <param name="Sha256">The SHA-256 of the unpacked file.</param>
public sealed record IdxImages(int Count, int Height, int Width, byte[] Pixels, string Sha256);

/// <summary>What an IDX file of labels holds.</summary>
/// <param name="Labels">The class of each image.</param>
/// <param name="Sha256">The SHA-256 of the unpacked file.</param>
public sealed record IdxLabels(byte[] Labels, string Sha256);
