// Prints a loop as text, to be read: node bench/cells/print.js adam rosenbrock "cell by cell"

import { axes } from "./cells.js";
import { text } from "./loops.js";

const [optimiser = "adam", loss = "square", form = "cell by cell"] = process.argv.slice(2);
console.log(text(form, optimiser, loss, axes(optimiser).across.id));
