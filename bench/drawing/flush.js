/** Has the browser do what it has put off: what was drawn on canvases, and the layout of what is no canvas. */
export function flush(root) {
  for (const canvas of root.querySelectorAll("canvas")) {
    if (canvas.width > 0) canvas.getContext("2d")?.getImageData(0, 0, 1, 1);
  }
  (root.body ?? root).getBoundingClientRect();
}
