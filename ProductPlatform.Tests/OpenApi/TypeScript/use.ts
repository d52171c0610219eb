// Uses both APIs through clients generated from their documents, and prints what it saw, a line each.
import createClient from "openapi-fetch";
import type { paths as AdminPaths } from "./admin.js";
import type { paths as MainPaths } from "./main.js";

type FieldErrors = AdminPaths["/api/products"]["post"]["responses"][400]["content"]["application/json"];

const need = (name: string): string => process.env[name] ?? fail(`${name} is not set.`);
const fail = (text: string): never => {
  throw new Error(text);
};

const admin = createClient<AdminPaths>({ baseUrl: need("ADMIN"), headers: { Authorization: `Bearer ${need("TOKEN")}` } });
const stranger = createClient<AdminPaths>({ baseUrl: need("ADMIN") });
const main = createClient<MainPaths>({ baseUrl: need("MAIN") });

const body = { title: "Lamp", image: "lamp.svg", likes: 3 };
const refused = await stranger.POST("/api/products", { body });
console.log(`without a token: ${refused.response.status}`);

const created = await admin.POST("/api/products", { body });
const product = created.data ?? fail("Nothing was created.");
const tag = created.response.headers.get("ETag") ?? fail("There is no ETag.");
console.log(`created: ${product.title}, ${product.likes} likes`);

const page = await admin.GET("/api/products", { params: { query: { limit: 1, after: product.id - 1 } } });
console.log(`listed: ${page.data?.map(listed => listed.title).join()}`);

const path = { id: product.id };
const change = { title: "Red lamp", image: "lamp.svg" };
const changed = await admin.PUT("/api/products/{id}", { params: { path, header: { "If-Match": tag } }, body: change });
console.log(`changed: ${changed.data?.title}`);

const stale = await admin.PUT("/api/products/{id}", { params: { path, header: { "If-Match": tag } }, body: change });
console.log(`changed with the old ETag: ${stale.response.status}`);

const blank = await admin.POST("/api/products", { body: { title: "", image: "lamp.svg" } });
const errors = blank.response.status === 400 ? (blank.error as FieldErrors) : fail("A blank title was accepted.");
console.log(`blank title: ${errors["title"]?.join()}`);

await admin.DELETE("/api/products/{id}", { params: { path } });
const gone = await admin.GET("/api/products/{id}", { params: { path } });
console.log(`deleted: ${gone.error && "error" in gone.error ? gone.error.error : "no"}`);

const likeable = { path: { id: Number(need("LIKEABLE")) } };
const liked = await main.POST("/flask/api/products/{id}/like", { params: likeable });
console.log(`liked: ${liked.data?.message}`);
const again = await main.POST("/flask/api/products/{id}/like", { params: likeable });
console.log(`liked again: ${again.error?.status} ${again.error?.message}`);
