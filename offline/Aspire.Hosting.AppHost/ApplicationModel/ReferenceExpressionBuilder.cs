using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel;

public class ReferenceExpressionBuilder
{
    private readonly ExpressionParts _parts = new();

    public bool IsEmpty => _parts.Format.Length == 0;

    public ReferenceExpression Build() => new(_parts);

    public void AppendLiteral(string value) => _parts.AddText(value, null);

    public void AppendFormatted(string? value) => _parts.AddText(value, null);

    public void AppendFormatted(string? value, string? format) => _parts.AddText(value, format);

    public void AppendFormatted<T>(T valueProvider) where T : IValueProvider, IManifestExpressionProvider => _parts.Add(valueProvider, null);

    public void AppendFormatted<T>(T valueProvider, string? format) where T : IValueProvider, IManifestExpressionProvider =>
        _parts.Add(valueProvider, format);

#pragma warning disable CA1822, IDE0060, CS9113 // The handler has written to this builder already.
    public void Append([InterpolatedStringHandlerArgument("")] in ReferenceExpressionBuilderInterpolatedStringHandler handler)
    {
    }

    [InterpolatedStringHandler]
    public readonly ref struct ReferenceExpressionBuilderInterpolatedStringHandler(
        int literalLength, int formattedCount, ReferenceExpressionBuilder builder)
#pragma warning restore CA1822, IDE0060, CS9113
    {
        public void AppendLiteral(string value) => builder.AppendLiteral(value);

        public void AppendFormatted(string? value) => builder.AppendFormatted(value);

        public void AppendFormatted(string? value, string format) => builder.AppendFormatted(value, format);

        public void AppendFormatted<T>(T valueProvider) where T : IValueProvider, IManifestExpressionProvider =>
            builder.AppendFormatted(valueProvider);

        public void AppendFormatted<T>(T valueProvider, string? format) where T : IValueProvider, IManifestExpressionProvider =>
            builder.AppendFormatted(valueProvider, format);

        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider) where T : IResource, IValueProvider, IManifestExpressionProvider =>
            builder.AppendFormatted(valueProvider.Resource);

        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider, string? format)
            where T : IResource, IValueProvider, IManifestExpressionProvider => builder.AppendFormatted(valueProvider.Resource, format);
    }
}
