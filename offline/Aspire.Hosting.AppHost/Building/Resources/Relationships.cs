using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WithRelationship<T>(this IResourceBuilder<T> builder, IResource resource, string type) where T : IResource =>
        builder.WithAnnotation(new ResourceRelationshipAnnotation(resource, type));

    public static IResourceBuilder<T> WithReferenceRelationship<T>(this IResourceBuilder<T> builder, IResource resource) where T : IResource =>
        builder.WithRelationship(resource, KnownRelationshipTypes.Reference);

    public static IResourceBuilder<T> WithReferenceRelationship<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> resourceBuilder) where T : IResource =>
        builder.WithReferenceRelationship(resourceBuilder.Resource);

    public static IResourceBuilder<T> WithReferenceRelationship<T>(this IResourceBuilder<T> builder, ReferenceExpression expression)
        where T : IResource => builder.LinkReferences(expression.ValueProviders);

    public static IResourceBuilder<T> WithParentRelationship<T>(this IResourceBuilder<T> builder, IResource parent) where T : IResource =>
        builder.WithRelationship(parent, KnownRelationshipTypes.Parent);

    public static IResourceBuilder<T> WithParentRelationship<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> parent)
        where T : IResource => builder.WithParentRelationship(parent.Resource);

    public static IResourceBuilder<T> WithChildRelationship<T>(this IResourceBuilder<T> builder, IResource child) where T : IResource =>
        builder.WithChildRelationship(builder.ApplicationBuilder.CreateResourceBuilder(child));

    public static IResourceBuilder<T> WithChildRelationship<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> child)
        where T : IResource
    {
        child.WithParentRelationship(builder.Resource);
        return builder;
    }

    private static IResourceBuilder<T> LinkReferences<T>(this IResourceBuilder<T> builder, IEnumerable<object> values) where T : IResource
    {
        HashSet<object> seen = [];
        foreach (var value in values)
            Link(value);
        return builder;

        void Link(object value)
        {
            if (!seen.Add(value))
                return;

            if (value is IResource resource)
                builder.WithReferenceRelationship(resource);
            else if (value is IResourceBuilder<IResource> other)
                builder.WithReferenceRelationship(other.Resource);
            else if (value is IValueWithReferences references)
                foreach (var reference in references.References)
                    Link(reference);
        }
    }
}
