// The figure for other pages, as a custom element, and mount(element, options) without one. What is heavy (the program,
// its markup and style) comes when the first figure is near the window, once for all.

import { DownhillViz } from "./element.js";
import { mount } from "./figure.js";

// Another copy of this module may have been first.
if (globalThis.customElements && !customElements.get("downhill-viz")) customElements.define("downhill-viz", DownhillViz);

export { DownhillViz, mount };
