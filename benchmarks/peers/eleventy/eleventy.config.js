import anchor from "markdown-it-anchor";

const HEADING = /<h2 id="([^"]*)"[^>]*>(.*?)<\/h2>/g;

export default function (config) {
  config.amendLibrary("md", (library) => library.use(anchor, { tabIndex: false }));
  config.addFilter("toc", (html) =>
    [...html.matchAll(HEADING)].map(([, id, text]) => `<li><a href="#${id}">${text}</a></li>`).join(""),
  );
  config.addCollection("articles", (all) => all.getFilteredByGlob("content/articles/*.md"));
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  config.addFilter("moment", (date) => date.toISOString());
  config.addFilter("newest", (articles) => articles.slice(-20).reverse());
  config.addFilter("faqPage", (faq) =>
    JSON.stringify({
      "@context": "https://schema.org",
      "@type": "FAQPage",
      mainEntity: faq.map(({ question, answer }) => ({
        "@type": "Question",
        name: question,
        acceptedAnswer: { "@type": "Answer", text: answer },
      })),
    }).replaceAll("<", "\\u003c"),
  );
  return {
    dir: { input: "content", includes: "../_includes", output: "_site" },
    // Articles are Markdown and no templates: that is the faster way.
    markdownTemplateEngine: false,
  };
}
