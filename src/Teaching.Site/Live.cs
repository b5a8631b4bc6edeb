namespace Teaching.Site;

/// <summary>Whether the cells of a site's pages can be run there.</summary>
public enum Live
{
    /// <summary>The pages are to read.</summary>
    No,

    /// <summary>They can be run where the build has made what that takes.</summary>
    WhereBuilt,

    /// <summary>They must.</summary>
    Yes,
}
