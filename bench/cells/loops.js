// Loops over the cells of a map, in the forms in which one may write them. Their text is put together from the rules,
// so that what runs is a loop of one optimiser and one loss alone: no call, no branch on what it is, no allocation.

import { losses, rules } from "./rules.js";

/** How much of a start's distance a run has to stay within to have settled. */
const NEAR = 0.01;

const words = (text) => new Set(text.match(/[A-Za-z_]\w*/g));

/** `text` with the names of `renamed`. */
const rename = (text, renamed) => text.replace(/\b[A-Za-z_]\w*\b/g, (word) => renamed[word] ?? word);

/** Which of a rule's names differ from cell to cell of a row: the setting across, and whatever depends on it. */
function differing(rule, across) {
  const names = new Set([across]);
  for (let before = 0; before < names.size; ) {
    before = names.size;
    const touched = (text) => [...words(String(text))].some((word) => names.has(word));
    for (const [name, text] of Object.entries(rule.derived ?? {})) if (touched(text)) names.add(name);
    for (const { state, text } of rule.clock ?? [])
      if (touched(text)) for (const name of Object.keys(state)) names.add(name);
  }
  return names;
}

/** What both forms are written with. */
function parts(optimiser, loss, across, rounded) {
  const rule = rules[optimiser];
  const { axes, start, minimum, off } = losses[loss];
  const slope = (rounded && losses[loss].rounded) || losses[loss].slope;
  const names = differing(rule, across);
  const perCell = (name) => names.has(name);
  const distance = start.reduce((sum, from, i) => sum + (from - minimum[i]) ** 2, 0);
  return { rule, axes, start, slope, off, perCell, near: NEAR * NEAR * distance };
}

/** The settings of a row, and what is derived and counted once for all of it. `set` tells the value of a setting. */
function shared({ rule, perCell }) {
  const lines = [];
  for (const name of Object.keys(rule.settings)) if (!perCell(name)) lines.push(`const ${name} = set.${name}[row];`);
  for (const [name, text] of Object.entries(rule.derived ?? {}))
    if (!perCell(name)) lines.push(`const ${name} = ${text};`);
  return lines.join("\n");
}

const clocks = ({ rule, perCell }, ofCell) =>
  (rule.clock ?? []).filter(({ state }) => perCell(Object.keys(state)[0]) === ofCell);

/**
 * So many cells at a time, all of their numbers in local variables: with one it is the loop that everybody would
 * write; with more, one cell's divisions and roots are worked out while another's are under way.
 */
function inLocals(abreast, ...which) {
  const these = parts(...which);
  const across = which[2];
  const { rule, axes, start, slope, off, perCell, near } = these;
  const cells = Array.from({ length: abreast }, (_, i) => i);
  const memory = Object.entries(rule.memory ?? {});
  const derived = Object.entries(rule.derived ?? {}).filter(([name]) => perCell(name));
  const own = clocks(these, true);
  const ofCell = (i) => {
    const names = [...Object.keys(rule.settings), ...derived.map(([name]) => name)];
    for (const { state } of own) names.push(...Object.keys(state));
    const renamed = Object.fromEntries(names.filter(perCell).map((name) => [name, `${name}_${i}`]));
    for (const name of [...axes, ...axes.map((axis) => `g${axis}`), "j", "off"]) renamed[name] = `${name}_${i}`;
    return renamed;
  };
  const ofAxis = (i, axis) => ({
    ...ofCell(i),
    ...Object.fromEntries(memory.map(([name]) => [name, `${name}_${axis}_${i}`])),
    theta: `${axis}_${i}`,
    g: `g${axis}_${i}`,
  });
  const begin = (i) => `
      const ${across}_${i} = set.${across}[column + ${i}];
      ${derived.map(([name, text]) => rename(`const ${name} = ${text};`, ofCell(i))).join(" ")}
      ${own.map(({ state }) => rename(declared(state), ofCell(i))).join(" ")}
      let ${axes.map((axis, a) => `${axis}_${i} = ${start[a]}, g${axis}_${i} = 0`).join(", ")};
      let j_${i} = 0, off_${i} = 0, last_${i} = 0, end_${i} = 0;
      ${axes.map((axis) => memory.map(([name, text]) => rename(`let ${name} = ${text};`, ofAxis(i, axis))).join(" ")).join(" ")}
      { ${rename(slope, ofCell(i))} }`;
  const ended = (i) =>
    abreast === 1
      ? `{ end_${i} = t; break; }`
      : `if (end_${i} === 0) { end_${i} = t; if (++ends === ${abreast}) break; }`;
  const advance = (i) => `
        ${own.map(({ text }) => `{ ${rename(text, ofCell(i))} }`).join(" ")}
        ${axes.map((axis) => `{ ${rename(rule.step, ofAxis(i, axis))} }`).join("\n        ")}
        { ${rename(slope, ofCell(i))} }
        if (!(${rename(off, ofCell(i))} <= ${near})) { last_${i} = t; if (!(j_${i} < Infinity)) ${ended(i)} }`;
  const finish = (i) => `
      settled[row * columns + column + ${i}] = end_${i} || last_${i} === steps ? -1 : last_${i} + 1;
      ended[row * columns + column + ${i}] = end_${i};
      value[row * columns + column + ${i}] = j_${i};`;
  return `"use strict";
  const { settled, ended, value } = out;
  for (let row = 0; row < rows; row += 1) {
    ${shared(these)}
    for (let column = 0; column < columns; column += ${abreast}) {
      ${clocks(these, false)
        .map(({ state }) => declared(state))
        .join(" ")}
      let ends = 0;
      ${cells.map(begin).join("")}
      for (let t = 1; t <= steps; t += 1) {
        ${clocks(these, false)
          .map(({ text }) => `{ ${text} }`)
          .join(" ")}
        ${cells.map(advance).join("")}
      }
      ${cells.map(finish).join("")}
    }
  }`;
}

const declared = (state) =>
  Object.entries(state)
    .map(([name, value]) => `let ${name} = ${value};`)
    .join(" ");

/** A row of cells at a time, step after step, their numbers in arrays of a cell each. */
function inArrays(...which) {
  const these = parts(...which);
  const across = which[2];
  const { rule, axes, start, slope, off, perCell, near } = these;
  const memory = Object.entries(rule.memory ?? {});
  const derived = Object.entries(rule.derived ?? {}).filter(([name]) => perCell(name));
  const own = clocks(these, true);
  const kept = [
    ...axes,
    ...axes.flatMap((axis) => memory.map(([name]) => `${name}_${axis}`)),
    ...own.flatMap(({ state }) => Object.keys(state)),
  ];
  const ofAxis = (axis) => ({
    ...Object.fromEntries(memory.map(([name]) => [name, `${name}_${axis}`])),
    theta: axis,
    g: `g${axis}`,
  });
  const constants = `const ${across} = set.${across}[i];
        ${derived.map(([name, text]) => `const ${name} = ${text};`).join(" ")}`;
  const look = (t) => `{ ${slope} }
        if (!(${off} <= ${near})) { last[i] = ${t}; if (!(j < Infinity) && end[i] === 0) end[i] = ${t}; }`;
  const begun = [
    ...axes.map((axis, a) => `${axis}s[i] = ${start[a]};`),
    ...axes.flatMap((axis) => memory.map(([name, text]) => `${name}_${axis}s[i] = ${text};`)),
    ...own.flatMap(({ state }) => Object.entries(state).map(([name, value]) => `${name}s[i] = ${value};`)),
  ];
  const slopes = `let j = 0, off = 0, ${axes.map((axis) => `g${axis} = 0`).join(", ")};`;
  return `"use strict";
  const { settled, ended, value } = out;
  const last = room.last, end = room.end;
  ${kept.map((name, place) => `const ${name}s = room.columns[${place}];`).join(" ")}
  for (let row = 0; row < rows; row += 1) {
    ${shared(these)}
    for (let i = 0; i < columns; i += 1) { ${constants} last[i] = 0; end[i] = 0; ${begun.join(" ")} }
    ${clocks(these, false)
      .map(({ state }) => declared(state))
      .join(" ")}
    for (let t = 1; t <= steps; t += 1) {
      ${clocks(these, false)
        .map(({ text }) => `{ ${text} }`)
        .join(" ")}
      for (let i = 0; i < columns; i += 1) {
        ${constants}
        ${kept.map((name) => `let ${name} = ${name}s[i];`).join(" ")}
        ${slopes}
        ${look("t - 1")}
        ${own.map(({ text }) => `{ ${text} }`).join(" ")}
        ${axes.map((axis) => `{ ${rename(rule.step, ofAxis(axis))} }`).join("\n        ")}
        ${kept.map((name) => `${name}s[i] = ${name};`).join(" ")}
      }
    }
    for (let i = 0; i < columns; i += 1) {
      ${axes.map((axis) => `const ${axis} = ${axis}s[i];`).join(" ")}
      ${slopes}
      ${look("steps")}
      settled[row * columns + i] = end[i] || last[i] === steps ? -1 : last[i] + 1;
      ended[row * columns + i] = end[i];
      value[row * columns + i] = j;
    }
  }`;
}

/** The ways to write it, by their names. */
export const forms = {
  "cell by cell": (...which) => inLocals(1, ...which),
  "2 abreast": (...which) => inLocals(2, ...which),
  "4 abreast": (...which) => inLocals(4, ...which),
  "8 abreast": (...which) => inLocals(8, ...which),
  arrays: inArrays,
};

/**
 * The loop of this form as text, for whoever wants to read it: `node bench/cells/print.js adam square arrays`.
 * `rounded`: see the losses.
 */
export const text = (form, optimiser, loss, across, rounded = false) => forms[form](optimiser, loss, across, rounded);
