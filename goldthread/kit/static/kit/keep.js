// @ts-check
/**
 * While somebody writes in a part marked `data-keep`, and while a form says why it was refused, nothing that arrives from
 * others replaces it: neither the words nor the hidden `base` that says from which version they started. After an answer
 * to it the part follows again. What such an answer says outside of forms stays, too, until the next deed.
 */
import { bring, forgetWhatWasSaid, remember } from "./_said.js";

/** @typedef {{sourceElement?: Element, target?: Element, request?: any, response?: any}} Context */
/** @typedef {{target: Element, fragment: DocumentFragment, swapSpec?: {style?: string}}} Task */

const WRONG = ".error, [aria-invalid='true'], [role='alert']";
const NAMED_HERE = "kept-";
/** @type {WeakMap<Context, {sent: Element[], beside: Element[]}>} of each deed the parts of its form that were typed in */
const deeds = new WeakMap();
/** @type {WeakSet<Context>} */
const leaving = new WeakSet();
let named = 0;

/**
 * Whether words that were sent with a deed stand in its form still: refused, or not decided upon.
 * @param {Context} context
 */
export const leavesWords = (context) => leaving.has(context);

/** @param {Element} unit */
const isDirty = (unit) => unit.hasAttribute("data-dirty");

/** @param {Event} event */
const around = (event) => (event.target instanceof Element ? event.target.closest("[data-keep]") : null);

/** @param {Event} event */
function held(event) {
  around(event)?.setAttribute("hx-morph-skip", "");
}

/** @param {Event} event */
function left(event) {
  const keep = around(event);
  if (keep && !isDirty(keep)) keep.removeAttribute("hx-morph-skip");
}

/** @param {Event} event */
function typed(event) {
  const keep = around(event);
  if (keep) hold(keep);
}

/** @param {Element} unit */
function hold(unit) {
  unit.setAttribute("hx-morph-skip", "");
  unit.setAttribute("data-dirty", "");
}

/** @param {Element} unit */
function release(unit) {
  unit.removeAttribute("hx-morph-skip");
  unit.removeAttribute("data-dirty");
  if (unit.id.startsWith(NAMED_HERE)) unit.removeAttribute("id");
}

/** @param {Event} event */
function arriving(event) {
  // A refusal that does not take the form's place leaves it as it is.
  if (event.defaultPrevented) return;
  const { ctx, tasks = [] } = /** @type {CustomEvent} */ (event).detail ?? {};
  // Hints on what is being typed are asked for from inside the form; only its own sending ends the writing.
  const answers = ctx?.sourceElement instanceof HTMLFormElement && ctx.response?.status >= 200 && ctx.response.status < 500;
  if (answers) answered(ctx);
  for (const task of tasks.filter(isMorph)) {
    if (!answers) bring(task);
    for (const form of task.target.querySelectorAll("form[hx-morph-skip]")) pair(form, task);
  }
}

/** @param {Task} task */
const isMorph = ({ target, swapSpec }) => target instanceof Element && /Morph$/.test(swapSpec?.style ?? "");

/**
 * Before the swap, so that the answer itself may take the form's place. Of a form with several parts the one whose button
 * was pressed is answered, or all.
 * @param {Context & {sourceElement: Element}} context
 */
function answered(context) {
  const form = context.sourceElement;
  const parts = [...form.querySelectorAll("[data-keep]")];
  const pressed = parts.filter((one) => one.contains(context.request?.submitter));
  const sent = pressed.length ? pressed : parts;
  deeds.set(context, { sent: sent.filter(isDirty), beside: parts.filter((one) => !sent.includes(one)) });
  forgetWhatWasSaid();
  for (const unit of [form, form.closest("[data-keep]"), ...sent]) if (unit) release(unit);
}

/**
 * A form without an id is known by where it is sent to. Where the like of it does not come any more, another would be kept
 * out by it.
 * @param {Element} form
 * @param {Task} task
 */
function pair(form, { target, fragment }) {
  const twins = form.id ? fragment.querySelectorAll(`form#${CSS.escape(form.id)}`) : likes(fragment, form);
  if (![...twins].some((one) => purpose(one) === purpose(form))) return release(form);
  if (form.id || twins.length > 1 || likes(target, form).length > 1) return;
  named += 1;
  for (const one of [form, ...twins]) one.id = `${NAMED_HERE}${named}`;
}

/** @param {Element} form */
const purpose = (form) => ["action", "data-draft"].map((name) => form.getAttribute(name)).join(" ");

/**
 * @param {ParentNode} root
 * @param {Element} form
 */
const likes = (root, form) => [...root.querySelectorAll("form:not([id])")].filter((one) => purpose(one) === purpose(form));

/** @param {Event} event */
function arrived(event) {
  const context = /** @type {CustomEvent} */ (event).detail?.ctx;
  const deed = context && deeds.get(context);
  if (!deed) return;
  // What was typed and sent, and neither saved nor refused, is still to be sent: saved parts are gone by now.
  const kept = deed.sent.filter((/** @type {Element} */ one) => one.isConnected);
  const target = context.target?.isConnected ? context.target : document.getElementById(context.target?.id ?? "");
  kept.push(...(target ? refusedIn(target) : []));
  kept.forEach(hold);
  if (kept.length || deed.beside.some(isDirty)) leaving.add(context);
}

/**
 * What is wrong in forms; what is said outside of them is remembered.
 * @param {Element} root
 */
function refusedIn(root) {
  const units = [];
  for (const wrong of root.querySelectorAll(WRONG)) {
    const unit = wrong.closest("[data-keep]") ?? wrong.closest("form");
    if (unit) units.push(unit);
    else if (wrong.matches("[role='alert']")) remember(wrong);
  }
  return units;
}

/** A whole page can be the answer that refuses, too: what its stream makes up for at once shall not take it away. */
function opened() {
  const [came] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  if ((came?.responseStatus ?? 0) >= 400) refusedIn(document.body).forEach(hold);
}

opened();
document.addEventListener("focusin", held);
document.addEventListener("focusout", left);
document.addEventListener("input", typed);
// After all that may keep an answer from being put in.
addEventListener("htmx:before:swap", arriving);
document.addEventListener("htmx:after:swap", arrived);
