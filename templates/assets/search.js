// A query goes in, results come out. Pagefind, which searches the index in the browser, is
// loaded at the first search.
const form = document.getElementById("search");
const field = document.getElementById("query");
const found = document.getElementById("found");
const list = document.getElementById("results");
const { forms, idle } = JSON.parse(document.getElementById("words").textContent);
const title = document.title;
const most = 20; // results shown
const least = 0.2; // of the best result's score, for a result to be shown
// Other spellings (`also`) only let a page be found.
const ranking = { metaWeights: { title: 5, keywords: 0.7, also: 0.3, label: 0, kind: 0 } };

/** Return the telling words of a query, spelled as they are in the glossary and the index. */
function wordsOf(query) {
  const text = query
    .toLowerCase()
    .replace(/(\d),(?=\d{3}\b)/g, "$1")
    .replace(/\br[\s-](?=\d{2})/g, "r")
    .replace(/[\s?!"“”,;:()\u2010\u2011-]+/g, " ");
  const fold = (all, [form, term]) => all.replaceAll(` ${form} `, ` ${term} `);
  const words = [...new Set(forms.reduce(fold, ` ${text} `).trim().split(/ +/))];
  const telling = words.filter((word) => !idle.includes(word));
  return (telling.length ? telling : words).slice(0, 12);
}

let engine;
let failures = 0;
async function pagefind() {
  // A browser may keep that a module could not be loaded: another address asks for it again.
  const again = failures ? `?${failures}` : "";
  try {
    engine ??= await import(`${form.dataset.index}pagefind.js${again}`);
  } catch (error) {
    failures += 1;
    throw error;
  }
  await engine.options({ noWorker: true, baseUrl: "/", excerptLength: 28, ranking });
  return engine;
}

/** Return the results, best first: what has more of the words, and the rarer ones. */
async function find(words) {
  const { search } = await pagefind();
  const without = words.map((word) => words.filter((other) => other !== word));
  // An excerpt marks what was searched for: of several, the first search gives it.
  const choices = [words, ...without, ...words.map((word) => [word])];
  const searches = new Set(choices.map((choice) => choice.join(" ")).filter(Boolean));
  const tried = await Promise.all([...searches].map(async (each) => [each, await search(each)]));
  const found = new Map();
  for (const [query, { results }] of tried)
    for (const result of results) {
      const entry = found.get(result.id) ?? { result, has: 0, score: 0 };
      found.set(result.id, entry);
      if (query.includes(" ")) continue;
      entry.has += 1;
      // The root, lest a word that stands everywhere and often outweighs all others.
      entry.score += Math.sqrt(result.score / results.length);
    }
  // Pagefind's scores differ in their last digits from one run to the next. Results that are
  // worth the same keep one order all the same: that of their names.
  const worth = ({ has, score }) => Math.round(has * score * 1e4);
  const order = (a, b) => worth(b) - worth(a) || (a.result.id < b.result.id ? -1 : 1);
  const best = [...found.values()].sort(order);
  return best.filter((each) => worth(each) > worth(best[0]) * least).map((each) => each.result);
}

function element(name, className, ...children) {
  const made = Object.assign(document.createElement(name), { className });
  made.append(...children);
  return made;
}

/** Return an excerpt, in which all but the marks is text, whatever it looks like. */
function about(excerpt) {
  const plain = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
  const texts = excerpt.split(/<\/?mark>/).map(plain);
  const pieces = texts.map((text, place) => (place % 2 ? element("mark", "", text) : text));
  return element("p", "about", ...pieces);
}

function item({ url, meta, excerpt }) {
  const link = Object.assign(element("a", "quiet", meta.title), { href: url });
  const label = element("p", "label", meta.label);
  return element("li", "", label, element("h2", "", link), about(excerpt));
}

let turn = 0;
/** Show what the address asks for. */
async function run() {
  const query = (new URLSearchParams(location.search).get("q") ?? "").trim();
  const mine = ++turn;
  field.value = query;
  document.title = query ? `${query} – ${title}` : title;
  list.replaceChildren();
  found.textContent = query && "Searching …";
  if (!query) return;
  try {
    const results = (await find(wordsOf(query))).slice(0, most);
    const items = (await Promise.all(results.map((result) => result.data()))).map(item);
    if (mine !== turn) return;
    list.append(...items);
    const count = items.length === 1 ? "1 result" : `${items.length || "No"} results`;
    found.textContent = `${count} for “${query}”`;
  } catch {
    if (mine === turn) found.textContent = "The search could not be loaded. Try again.";
  }
}

form.onsubmit = (event) => {
  event.preventDefault();
  history.pushState(null, "", `?${new URLSearchParams({ q: field.value.trim() })}`);
  run();
};
// The arrow keys lead from the field through the results and back.
document.getElementById("main").onkeydown = (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const stops = [field, ...list.querySelectorAll("a")];
  const next = stops[stops.indexOf(event.target) + step];
  if (!stops.includes(event.target) || !next) return;
  event.preventDefault();
  next.focus();
};
onpopstate = run;
run();
