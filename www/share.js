// “Embed…”: the figure that the page shows, for somebody else's page. What it shows there is ticked here and seen at
// once; the code to paste follows. It comes when it is asked for, so that nobody else waits for it.
import { state } from "../downhill.js";
import "../downhill-viz.js";

const SITE = new URL(".", location.href).href;

/** What can be ticked: the words of the element's lists, and what people call them. */
const TICKS = {
  show: {
    landscape: "Landscape",
    theta: "θ at each iteration",
    loss: "Loss at each iteration",
    inside: "Look inside",
    ledger: "One step in numbers",
    map: "Hyperparameter map",
    table: "Table of the runs",
    story: "What happens, in words",
  },
  controls: {
    lr: "Learning rate α",
    beta: "Momentum β",
    beta2: "Memory β₂",
    eps: "Epsilon ε",
    start: "Start",
    loss: "Loss",
    runs: "Runs: show, hide, add",
    play: "Play",
    share: "Share and save",
  },
};
const TICKED = { show: "landscape theta", controls: "lr play", theme: "auto" };

const NAMED = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** Braces mean something to mdBook and MDX. */
const escaped = (text) => text.replace(/[&<>"{}]/g, (character) => NAMED[character] ?? `&#${character.charCodeAt(0)};`);
/** Text that no kind of Markdown takes for anything else. */
const plain = (text) => text.replace(/[^\p{L}\p{N}\p{M} .,;=+−·/^()]/gu, (character) => `&#${character.codePointAt(0)};`);
const script = `<script type="module" src="${escaped(SITE)}downhill-viz.js" blocking="render"></script>`;

/** A start tag with those attributes that say something. */
function tag(name, attributes) {
  const said = Object.entries(attributes).filter(([, value]) => value);
  return `<${name}${said.map(([key, value]) => (value === true ? ` ${key}` : ` ${key}="${escaped(value)}"`)).join("")}>`;
}

/** The element. Until its script has come, a style keeps its room free: `style` makes an attribute of its height. */
function element({ options, scene, title, height }, style = (height) => ` style="display: block; min-height: ${height}px"`) {
  const said = Object.entries(options).filter(([key, value]) => value !== TICKED[key]);
  const start = tag("downhill-viz", { scene, ...Object.fromEntries(said) }).replace(/>$/, `${style(height)}>`);
  const link = `<a href="${escaped(`${SITE}#${scene}`)}">${plain(title)}</a>`;
  return `${start}\n  ${link}\n</downhill-viz>`;
}

/** As React wants a style. */
const inReact = (height) => ` style={{ display: 'block', minHeight: ${height} }}`;

function frame({ options, scene, title, height }) {
  const said = new URLSearchParams(Object.entries(options).filter(([key, value]) => value && value !== TICKED[key]));
  if (options.autoplay) said.set("autoplay", "");
  const src = `${SITE}embed.html${said.size ? `?${said}` : ""}#${scene}`;
  return `${tag("iframe", { src, title, width: "100%", height, loading: "lazy", style: "border: 0" })}</iframe>`;
}

/** The kinds of pages, and how each has it. */
const KINDS = {
  html: { name: "HTML", code: (what) => `${script}\n\n${element(what)}` },
  frame: { name: "Frame", code: frame, note: "For pages that allow no scripts of others. As high as the preview is now." },
  mdbook: { name: "mdBook", code: (what) => `${script}\n\n${element(what)}`, note: "Into the Markdown of a chapter." },
  quarto: {
    name: "Quarto",
    code: (what) => `\`\`\`{=html}\n${script}\n\n${element(what)}\n\`\`\``,
    note: "Into the Markdown of a document that becomes HTML.",
  },
  docusaurus: {
    name: "Docusaurus",
    code: (what) => `import Head from '@docusaurus/Head';\n\n<Head>\n  ${script}\n</Head>\n\n${element(what, inReact)}`,
    note: "Into an MDX page; the import once, above all else.",
  },
};

const tick = (list) => ([word, name]) =>
  `<label><input type="checkbox" name="${list}" value="${word}"> ${name}</label>`;
const ticks = (list) => Object.entries(TICKS[list]).map(tick(list)).join("");
const kind = ([value, { name }]) =>
  `<label><input type="radio" name="kind" value="${value}"><span>${name}</span></label>`;

const MARKUP = `
<form method="dialog"><button class="plain" aria-label="Close">×</button></form>
<h2 id="share-title">Embed this figure</h2>
<p class="quiet">Live in your own page: readers drag it as you do here.</p>
<div class="share">
  <div class="share-ticks">
    <fieldset><legend>Charts</legend>${ticks("show")}</fieldset>
    <fieldset><legend>Controls</legend>${ticks("controls")}</fieldset>
    <fieldset><legend>And</legend>
      <label><input type="checkbox" name="autoplay"> Plays by itself</label>
      <label>Colours <select name="theme"><option value="auto">the reader’s</option><option value="light">light</option><option value="dark">dark</option></select></label>
      <label class="share-caption">Caption <input type="text" name="caption" class="field" maxlength="300" autocomplete="off"></label>
    </fieldset>
  </div>
  <div class="share-preview" role="group" aria-label="Preview"></div>
  <div class="share-code">
    <div class="line">
      <fieldset class="tabs"><legend>Code for</legend>${Object.entries(KINDS).map(kind).join("")}</fieldset>
      <button type="button" class="plain">Copy code</button>
    </div>
    <textarea rows="6" wrap="off" readonly spellcheck="false" aria-label="Code to paste"></textarea>
    <small class="quiet" role="status"></small>
  </div>
</div>`;

/** The dialog, with what is in it. */
class Share {
  constructor() {
    this.dialog = document.createElement("dialog");
    this.dialog.id = "share";
    this.dialog.setAttribute("aria-labelledby", "share-title");
    this.dialog.innerHTML = MARKUP;
    this.box = this.dialog.querySelector(".share-preview");
    this.code = this.dialog.querySelector("textarea");
    this.answer = this.dialog.querySelector("[role=status]");
    for (const [list, words] of Object.entries({ show: TICKED.show, controls: TICKED.controls })) {
      for (const word of words.split(" ")) this.field(list, word).checked = true;
    }
    this.field("kind", "html").checked = true;
    for (const kind of ["input", "change"]) {
      this.dialog.addEventListener(kind, ({ target }) => target.name && this.follow());
    }
    this.dialog.addEventListener("downhill-change", () => this.write());
    this.dialog.addEventListener("close", () => this.close());
    this.dialog.querySelector(".share-code button").addEventListener("click", () => this.copy());
    // As high as the preview is at the end is the frame.
    new ResizeObserver(() => this.dialog.open && this.write()).observe(this.box);
    document.body.append(this.dialog);
  }

  field(name, value) {
    return this.dialog.querySelector(`[name=${name}]${value ? `[value=${value}]` : ""}`);
  }

  /** Shows the page's present scene. */
  open() {
    if (this.dialog.open) return;
    const { scene } = state();
    // What a scene does not have cannot be shown of it; what it has got since is shown.
    for (const word of ["inside", "ledger", "map"]) {
      const field = this.field("show", word);
      const isNew = field.disabled || !this.preview;
      field.disabled = !scene.split("&").some((part) => part.startsWith(`${word}=`));
      field.checked = !field.disabled && (isNew || field.checked);
    }
    for (const word of Object.keys(TICKS.controls)) {
      const knob = document.getElementById(`${word}-knob`);
      if (knob) this.field("controls", word).disabled = knob.hidden;
    }
    this.preview = document.createElement("downhill-viz");
    this.preview.scene = scene;
    this.box.replaceChildren(this.preview);
    this.follow();
    this.dialog.showModal();
  }

  /** What is not seen does not run; and the menu from which one came is closed by now. */
  close() {
    this.box.replaceChildren();
    document.querySelector("#take summary").focus();
  }

  ticked(list) {
    return [...this.dialog.querySelectorAll(`[name=${list}]:checked:enabled`)].map(({ value }) => value).join(" ");
  }

  get options() {
    return {
      show: this.ticked("show"),
      controls: this.ticked("controls") || "none",
      theme: this.field("theme").value,
      caption: this.field("caption").value.trim(),
      autoplay: this.field("autoplay").checked,
    };
  }

  /** The preview follows what is ticked, and the code both. */
  follow() {
    Object.assign(this.preview, this.options);
    this.write();
  }

  write() {
    const names = state().runs.filter(({ shown }) => shown).map(({ name }) => name);
    const loss = document.getElementById("formula").value;
    const runners = names.length > 3 ? `${names.length} optimisers` : new Intl.ListFormat("en").format(names);
    const title = `${runners} on ${loss}`;
    const height = String(Math.ceil(this.preview.getBoundingClientRect().height));
    const { code, note = "" } = KINDS[this.dialog.querySelector("[name=kind]:checked").value];
    this.code.value = code({ options: this.options, scene: this.preview.scene, title, height });
    this.answer.textContent = note;
  }

  async copy() {
    this.code.select();
    try {
      await navigator.clipboard.writeText(this.code.value);
      this.answer.textContent = "Copied";
    } catch {
      this.answer.textContent = "Copying is not allowed here: it is selected, copy it yourself";
    }
  }
}

let share;

/** Opens the dialog. */
export async function open() {
  share ??= styled().then(() => new Share());
  try {
    (await share).open();
  } catch (error) {
    // Another try may succeed.
    share = undefined;
    throw error;
  }
}

function styled() {
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = new URL("share.css", import.meta.url).href;
  const loaded = new Promise((done, failed) => {
    sheet.onload = done;
    sheet.onerror = () => failed(new Error(`${sheet.href} did not load`));
  });
  document.head.append(sheet);
  return loaded;
}
