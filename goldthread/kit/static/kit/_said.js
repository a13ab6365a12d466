// @ts-check
// What an answer says outside of forms ("Your vote came too late.") stays while its part is drawn anew for others' deeds.

/** @type {Set<Element>} */
const said = new Set();

/** @param {Element} alert */
export const remember = (alert) => said.add(alert);

/** At the next deed, whose answer says its own. */
export const forgetWhatWasSaid = () => said.clear();

/**
 * Lay what was said into what arrives, at its place.
 * @param {{target: Element, fragment: DocumentFragment}} task
 */
export function bring({ target, fragment }) {
  for (const alert of [...said]) {
    if (!alert.isConnected) said.delete(alert);
    if (!target.contains(alert)) continue;
    const home = alert.parentElement?.closest("[id]");
    const arriving = home && fragment.querySelector(`#${CSS.escape(home.id)}`);
    if (!home || !arriving || isOfAnotherPhase(home, arriving)) continue;
    if (![...arriving.querySelectorAll("[role='alert']")].some((one) => one.isEqualNode(alert))) lay(alert, home, arriving);
  }
}

/**
 * What was said in one phase of a meeting says nothing in the next.
 * @param {Element} home
 * @param {Element} arriving
 */
const isOfAnotherPhase = (home, arriving) => home.getAttribute("data-phase") !== arriving.getAttribute("data-phase");

/**
 * @param {Element} alert
 * @param {Element} home
 * @param {Element} arriving
 */
function lay(alert, home, arriving) {
  const steps = [];
  for (let one = alert; one !== home && one.parentElement; one = one.parentElement) steps.unshift([...one.parentElement.children].indexOf(one));
  const last = steps.pop() ?? 0;
  /** @type {Element | undefined} */
  let place = arriving;
  for (const step of steps) place = place?.children[step];
  const copy = /** @type {Element} */ (alert.cloneNode(true));
  // Either of the two will stand in the page.
  said.add(copy);
  if (place) place.insertBefore(copy, place.children[last] ?? null);
  else arriving.prepend(copy);
}
