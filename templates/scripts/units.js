// Stands right behind the choice of units, so that what a reader chose before holds when the text
// is first drawn; remembers what is chosen now. Without it, the choice lasts as long as the page.
// A browser may refuse to keep anything: then nothing is known, and nothing is remembered.
{
  const choice = document.currentScript.previousElementSibling
  try {
    const known = choice.querySelector(`[value="${localStorage.getItem("units")}"]`)
    if (known) known.checked = true
  } catch {}
  choice.addEventListener("change", event => {
    try { localStorage.setItem("units", event.target.value) } catch {}
  })
}
