import rss from "@astrojs/rss";
import { newest } from "../newest";

export async function GET(context) {
  return rss({
    title: "Trade notes",
    description: "Notes of the trade",
    site: context.site,
    items: (await newest()).map(({ id, data }) => ({
      title: data.title,
      description: data.description,
      pubDate: data.date,
      link: `/${id}/`,
    })),
  });
}
