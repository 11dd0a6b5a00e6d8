// What an article gains by a script: links to sections copy their address when they are followed,
// and the table of contents marks the section in view. Without it, all of them are links.

const status = document.createElement("p")
status.setAttribute("role", "status")
status.className = "copied"
document.body.append(status)
let hiding

addEventListener("click", async event => {
  const link = event.target.closest("a.self")
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  try {
    await navigator.clipboard.writeText(link.href)
  } catch {
    return // The reader's browser does not allow it; the address bar has the address.
  }
  status.textContent = "Link copied"
  clearTimeout(hiding)
  hiding = setTimeout(() => { status.textContent = "" }, 2500)
})

const entries = new Map()
for (const link of document.querySelectorAll(".article > .toc a")) {
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)))
  if (target) entries.set(target, link)
}
const targets = [...entries.keys()]

// A section is in view once its heading has passed the upper quarter of the window.
const mark = () => {
  const passed = targets.filter(target => target.getBoundingClientRect().top < innerHeight / 4)
  const current = entries.get(passed.at(-1))
  for (const link of entries.values()) {
    if (link === current) link.setAttribute("aria-current", "location")
    else link.removeAttribute("aria-current")
  }
}
const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -75%" })
targets.forEach(target => observer.observe(target))
