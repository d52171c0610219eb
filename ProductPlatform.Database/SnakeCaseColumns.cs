using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ProductPlatform.Database;

/// <summary>Column names by one rule.</summary>
public static class SnakeCaseColumns
{
    /// <summary>
    /// Names each column after its property, <c>InitialLikes</c> as <c>initial_likes</c>, unless it has a name already. Call it last.
    /// </summary>
    public static ModelBuilder UseSnakeCaseColumns(this ModelBuilder model)
    {
        foreach (var property in model.Model.GetEntityTypes().SelectMany(entity => entity.GetDeclaredProperties()))
        {
            if (property.FindAnnotation(RelationalAnnotationNames.ColumnName) is null)
                property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
        }

        return model;
    }
}
