using Admin.Data.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Admin.Data.Lists;

internal sealed class ListsModel : IEntityTypeConfiguration<SavedFilter>, IEntityTypeConfiguration<ListColumns>
{
    private const int KeyLength = 20;
    private const int ColumnsLength = 200;

    public void Configure(EntityTypeBuilder<SavedFilter> filter)
    {
        filter.ToTable("saved_filters");
        filter.Property(f => f.List).HasMaxLength(KeyLength);
        filter.Property(f => f.Name).HasMaxLength(SavedFilter.NameLength);
        filter.Property(f => f.Query).HasMaxLength(SavedFilter.QueryLength);
        filter
            .HasIndex(f => new
            {
                f.UserId,
                f.List,
                f.Name,
            })
            .IsUnique()
            .HasDatabaseName("ux_saved_filters_user_list_name");
        filter.HasOne<User>().WithMany().HasForeignKey(f => f.UserId).HasConstraintName("fk_saved_filters_user");
    }

    public void Configure(EntityTypeBuilder<ListColumns> columns)
    {
        columns.ToTable("list_columns");
        columns.HasKey(c => new { c.UserId, c.List });
        columns.Property(c => c.List).HasMaxLength(KeyLength);
        columns.Property(c => c.Columns).HasMaxLength(ColumnsLength);
        columns.HasOne<User>().WithMany().HasForeignKey(c => c.UserId).HasConstraintName("fk_list_columns_user");
    }
}
