// Drags the page's sliders at random until it is left: an event a frame, some dozens to a drag. The same each time,
// since the random numbers are. `arguments[0]` is what they begin with.
let seed = arguments[0];
// Park and Miller's minimal standard: each number follows from the one before.
const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
const sliders = () => [...document.querySelectorAll("input[type=range]")].filter((slider) => slider.checkVisibility());
let slider = null;
let left = 0;
window.dragged = { events: 0, drags: 0 };
const frame = () => {
  if (left === 0) {
    slider?.dispatchEvent(new Event("change", { bubbles: true }));
    const all = sliders();
    slider = all[Math.floor(random() * all.length)];
    left = 20 + Math.floor(random() * 60);
    window.dragged.drags += 1;
  }
  left -= 1;
  const [least, most] = [Number(slider.min), Number(slider.max)];
  slider.value = least + Math.floor(random() * (most - least + 1));
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  window.dragged.events += 1;
  requestAnimationFrame(frame);
};
requestAnimationFrame(frame);
