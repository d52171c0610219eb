namespace ProductPlatform.Messaging.Contracts;

/// <summary>
/// The numbering of a product's states. It grows with every change, deletion, restoring and announcement; whichever is higher is newer. All
/// numbers are given by the owner of products, from here, and each is kept with the product or its history, so that none is given twice.
/// </summary>
public static class ProductVersions
{
    /// <summary>The version of a product that was just created.</summary>
    public const long First = 1;

    /// <summary>2^53: every reader of JSON has it exactly, and no sequence of changes gets there.</summary>
    public const long Last = 1L << 53;

    /// <summary>The version after those that are known. A number that is no version, out of a damaged row, is left out.</summary>
    /// <exception cref="InvalidOperationException">There is none left.</exception>
    public static long After(params ReadOnlySpan<long> known)
    {
        var highest = 0L;
        foreach (var version in known)
            highest = IsValid(version) ? Math.Max(highest, version) : highest;

        return highest < Last
            ? highest + 1
            : throw new InvalidOperationException(
                $"The product has version {highest}, and no higher one exists. Delete it and create it again."
            );
    }

    /// <summary>Whether a number is a version.</summary>
    public static bool IsValid(long version) => version is >= First and <= Last;
}
