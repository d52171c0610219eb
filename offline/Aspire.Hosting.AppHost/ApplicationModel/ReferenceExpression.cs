using System.Globalization;
using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel;

public class ReferenceExpression : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    public static readonly ReferenceExpression Empty = new(new ExpressionParts());

    private readonly ExpressionParts _parts;

    internal ReferenceExpression(ExpressionParts parts)
    {
        _parts = parts;
        Format = parts.Format.ToString();
    }

    public string Format { get; }

    public IReadOnlyList<string> ManifestExpressions => _parts.Expressions;

    public IReadOnlyList<string?> StringFormats => _parts.StringFormats;

    public IReadOnlyList<IValueProvider> ValueProviders => _parts.Providers;

    public string ValueExpression => string.Format(CultureInfo.InvariantCulture, Format, [.. _parts.Expressions]);

    IEnumerable<object> IValueWithReferences.References => ValueProviders;

    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.ToExpression();

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => GetValueAsync(new ValueProviderContext(), cancellationToken);

    public async ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken)
    {
        if (Format.Length == 0)
            return null;

        var values = new object?[ValueProviders.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var value = await ValueProviders[i].GetValueAsync(context, cancellationToken);
            values[i] = value is not null && StringFormats[i] is { } format ? ExpressionParts.Apply(format, value) : value;
        }

        return string.Format(CultureInfo.InvariantCulture, Format, values);
    }

    [InterpolatedStringHandler]
    public readonly ref struct ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
    {
        private readonly ExpressionParts _parts = new(literalLength, formattedCount);

        internal ReferenceExpression ToExpression() => new(_parts);

        public void AppendLiteral(string value) => _parts.AddText(value, null);

        public void AppendFormatted(string? value) => _parts.AddText(value, null);

        public void AppendFormatted(string? value, string? format = null) => _parts.AddText(value, format);

        public void AppendFormatted<T>(T valueProvider) where T : IValueProvider, IManifestExpressionProvider => _parts.Add(valueProvider, null);

        public void AppendFormatted<T>(T valueProvider, string? format = null) where T : IValueProvider, IManifestExpressionProvider =>
            _parts.Add(valueProvider, format);

        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider) where T : IResource, IValueProvider, IManifestExpressionProvider =>
            _parts.Add(valueProvider.Resource, null);

        public void AppendFormatted<T>(IResourceBuilder<T> valueProvider, string? format = null)
            where T : IResource, IValueProvider, IManifestExpressionProvider => _parts.Add(valueProvider.Resource, format);
    }
}
