using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Admin.Data.Migrations
{
    /// <inheritdoc />
    public partial class LikesByHour : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<ulong>(
                name: "initial_likes",
                table: "product_history",
                type: "bigint unsigned",
                nullable: false,
                defaultValue: 0ul);

            migrationBuilder.AddColumn<ulong>(
                name: "likes",
                table: "product_history",
                type: "bigint unsigned",
                nullable: false,
                defaultValue: 0ul);

            migrationBuilder.CreateTable(
                name: "product_likes_hourly",
                columns: table => new
                {
                    product_id = table.Column<int>(type: "int", nullable: false),
                    hour = table.Column<DateTime>(type: "datetime(0)", precision: 0, nullable: false),
                    likes = table.Column<ulong>(type: "bigint unsigned", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_product_likes_hourly", x => new { x.product_id, x.hour });
                })
                .Annotation("MySql:CharSet", "utf8mb4");

            migrationBuilder.CreateIndex(
                name: "ix_product_history_changed_at",
                table: "product_history",
                column: "changed_at");

            migrationBuilder.CreateIndex(
                name: "ix_product_likes_hourly_hour",
                table: "product_likes_hourly",
                column: "hour");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "product_likes_hourly");

            migrationBuilder.DropIndex(
                name: "ix_product_history_changed_at",
                table: "product_history");

            migrationBuilder.DropColumn(
                name: "initial_likes",
                table: "product_history");

            migrationBuilder.DropColumn(
                name: "likes",
                table: "product_history");
        }
    }
}
