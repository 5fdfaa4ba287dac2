// What stands in a figure until its program is there: the room that each part will take, and the words or the poster
// of its page.

import { KNOBS } from "./options.js";

const CHARTS = ["landscape", "theta", "loss", "inside"];

/** Appends a new element. */
export function add(parent, tag, name) {
  const element = document.createElement(tag);
  element.className = name;
  parent.append(element);
  return element;
}

/** Parts that are there only if the scene says what is in them. */
const OF_SCENE = ["inside", "ledger", "map"];

/** Fills `main` with room for these parts and controls of a scene with so many runs. */
export function wait(main, host, { show: shown, controls, all }, scene, runs) {
  const keys = scene.split("&").map((part) => part.split("=")[0]);
  const show = shown.filter((part) => !OF_SCENE.includes(part) || keys.includes(part));
  main.replaceChildren();
  if (controls.includes("loss") || controls.includes("share")) add(main, "div", "hole bar");
  if (show.includes("story")) add(main, "div", "hole story");
  for (const chart of CHARTS) if (show.includes(chart)) add(main, "div", "hole chart");
  if (controls.includes("play")) add(main, "div", "hole play");
  const knobs = controls.filter((word) => KNOBS.includes(word));
  if (knobs.length) {
    const settings = add(main, "div", "hole settings");
    for (const _ of knobs) add(settings, "i", "");
    if (all) add(settings, "i", "line");
  }
  // Two maps are one below the other where there is little room.
  if (show.includes("map")) add(main, "div", /(^|&)map=\d+,\d/.test(scene) ? "hole map two" : "hole map");
  if (show.includes("ledger")) add(main, "div", "hole ledger");
  const legend = add(main, "div", show.includes("table") ? "hole table" : "hole legend");
  for (let run = 0; run < (show.includes("table") ? 0 : runs); run++) add(legend, "i", "");
  const poster = host.querySelector(":scope > [slot=poster]");
  // What stands there is not crossed by the frames of charts to come.
  const full = poster || host.textContent.trim() ? " full" : "";
  const waiting = add(main, "div", `waiting${poster ? " poster" : ""}${full}`);
  add(waiting, "slot", "").name = poster ? "poster" : "";
}
