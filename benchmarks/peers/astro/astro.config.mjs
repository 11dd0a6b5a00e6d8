import sitemap from "@astrojs/sitemap";
import { defineConfig } from "astro/config";

export default defineConfig({
  site: "https://hub.example",
  trailingSlash: "always",
  cacheDir: "./.astro-cache",
  integrations: [sitemap()],
});
