import { getCollection } from "astro:content";

export async function newest() {
  const articles = await getCollection("articles");
  return articles.sort((one, two) => two.data.date.valueOf() - one.data.date.valueOf()).slice(0, 20);
}
