export default {
  layout: "article.njk",
  permalink: ({ page }) => `/${page.fileSlug}/`,
};
