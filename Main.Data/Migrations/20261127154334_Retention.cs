using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Main.Data.Migrations
{
    /// <inheritdoc />
    public partial class Retention : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_product_deleted_at",
                table: "product",
                column: "deleted_at");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_unacknowledged_applied_at",
                table: "inbox_unacknowledged",
                column: "applied_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_product_deleted_at",
                table: "product");

            migrationBuilder.DropIndex(
                name: "ix_inbox_unacknowledged_applied_at",
                table: "inbox_unacknowledged");
        }
    }
}
