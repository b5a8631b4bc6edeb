namespace Teaching.Fast;

/// <summary>A step that several workers share, each with a part of its own. As a struct it costs no memory to hand over.</summary>
internal interface IJob
{
    /// <summary>Does part number <paramref name="part"/> of <paramref name="parts"/>.</summary>
    void Do(int part, int parts);
}
