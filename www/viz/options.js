// What may be asked of a figure, and words about what may not.

export const DEFAULTS = { scene: "", show: "landscape theta", controls: "lr play", theme: "auto", caption: "", autoplay: false };

const SHOW = ["landscape", "theta", "loss", "inside", "ledger", "map", "table", "story"];
const CONTROLS = ["lr", "beta", "beta2", "eps", "start", "loss", "runs", "play", "share"];
const THEMES = ["auto", "light", "dark"];
/** Controls that are sliders. */
export const KNOBS = CONTROLS.slice(0, 5);

const kind = (value) => (value === null ? "null" : typeof value);

/** Those of the options that can be taken; of the others it is told in `problems`. What is undefined was not asked. */
export function taken(asked, problems) {
  if (kind(asked) !== "object") {
    problems.push(`options: expected an object, not ${kind(asked)}`);
    return {};
  }
  const isTaken = ([name, value]) => {
    if (!Object.hasOwn(DEFAULTS, name)) {
      problems.push(`“${name}” is unknown; expected ${Object.keys(DEFAULTS).join(", ")}`);
    } else if (typeof value === typeof DEFAULTS[name]) {
      return true;
    } else if (value !== undefined) {
      problems.push(`${name}: expected ${name === "autoplay" ? "true or false" : "a text"}, not ${kind(value)}`);
    }
    return false;
  };
  return Object.fromEntries(Object.entries(asked).filter(isTaken));
}

/** The parts and the controls that the options name; of words that mean nothing it is told in `problems`. */
export function parts({ show, controls, theme }, problems) {
  const words = (option, text, known, more = []) => {
    const all = text.split(/\s+/).filter(Boolean);
    for (const word of all.filter((word) => !known.includes(word))) {
      problems.push(`${option}: “${word}” is unknown; expected ${[...known, ...more].join(", ")}`);
    }
    return all.filter((word) => known.includes(word));
  };
  const wanted = controls.trim();
  const all = wanted === "all";
  const shown = words("show", show, SHOW);
  const given = all ? CONTROLS : words("controls", wanted === "none" ? "" : wanted, CONTROLS, ["all", "none"]);
  if (!THEMES.includes(theme)) problems.push(`theme: “${theme}” is unknown; expected one of ${THEMES.join(", ")}`);
  return { show: shown, controls: given, all };
}

/** A whole number. */
export function whole(name, value) {
  if (!Number.isInteger(value)) {
    throw new TypeError(`${name}: expected a whole number, not ${typeof value === "number" ? value : kind(value)}`);
  }
  return value;
}
