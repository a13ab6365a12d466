// Who leads may change in the middle: the column for those who lead comes and goes without anybody loading the page anew.

export function followWhoLeads() {
  document.addEventListener("htmx:after:swap", comeOrGo);
  // Of a double click only the first press counts: the second would fall on what the button has become meanwhile.
  document.addEventListener("click", (event) => {
    if (event.detail > 1 && event.target instanceof Element && event.target.closest("#lead form")) event.preventDefault();
  });
}

/** What was typed is kept in the tab, so that the page may be drawn anew. */
function comeOrGo() {
  const leading = document.getElementById("room-people")?.dataset.leads?.split(" ");
  const me = document.body.dataset.person;
  if (!leading || !me || !document.getElementById("mine")) return;
  if (leading.includes(me) !== (document.getElementById("lead") !== null)) location.reload();
}
