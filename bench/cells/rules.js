// The update rules as one writes them in JavaScript, with the defaults of the page: what is off by default (weight
// decay, damping, centring) is not computed at all, and what is the same for both coordinates is computed once a step.
//
// Of each: its settings, what is derived from them before the first step, what is counted once a step (`clock`), what
// is remembered of each coordinate, and one step of `theta` down the gradient `g`.

const sign = (number) => `(${number} > 0 ? 1 : ${number} < 0 ? -1 : ${number})`;

/** 1 − βᵗ, as `c`; once βᵗ is lost in rounding it must not sink among the subnormal numbers. */
const correction = (beta, power, c) => ({
  state: { [power]: 1, [c]: 0 },
  text: `${power} *= ${beta}; ${c} = 1 - ${power}; if (${c} === 1) ${power} = 0;`,
});
const first = correction("beta1", "power1", "c1");
const second = correction("beta2", "power2", "c2");

const betas = { lr: 0.01, beta1: 0.9, beta2: 0.999, eps: 1e-8 };
const fresh1 = { fresh1: "1 - beta1" };
const fresh2 = { fresh2: "1 - beta2" };
const mean = "v = beta1 * v + fresh1 * g;";
const squares = "G = beta2 * G + fresh2 * g * g;";
const step = "theta -= lr * (v / c1 / (Math.sqrt(G / c2) + eps));";
const adam = {
  settings: betas,
  derived: { ...fresh1, ...fresh2 },
  clock: [first, second],
  memory: { v: 0, G: 0 },
  step: `${mean} ${squares} ${step}`,
};

/** By the ids of the page. */
export const rules = {
  gd: { settings: { lr: 0.01 }, step: "theta -= lr * g;" },
  momentum: {
    settings: { lr: 0.01, beta: 0.9 },
    memory: { v: 0 },
    step: "v = beta * v + g; theta -= lr * v;",
  },
  nesterov: {
    settings: { lr: 0.01, beta: 0.9 },
    memory: { v: 0 },
    step: "v = beta * v + g; theta -= lr * (g + beta * v);",
  },
  adagrad: {
    settings: { lr: 0.01, eps: 1e-10 },
    memory: { G: 0 },
    step: "G += g * g; theta -= lr * (g / (Math.sqrt(G) + eps));",
  },
  rmsprop: {
    settings: { lr: 0.01, beta: 0.99, eps: 1e-8 },
    derived: { fresh: "1 - beta" },
    memory: { G: 0 },
    step: "G = beta * G + fresh * g * g; theta -= lr * (g / (Math.sqrt(G) + eps));",
  },
  adam,
  adadelta: {
    settings: { lr: 1, rho: 0.9, eps: 1e-6 },
    derived: { fresh: "1 - rho" },
    memory: { G: 0, D: 0 },
    step: `G = rho * G + fresh * g * g;
      const change = (Math.sqrt(D + eps) / Math.sqrt(G + eps)) * g;
      D = rho * D + fresh * change * change; theta -= lr * change;`,
  },
  amsgrad: {
    ...adam,
    memory: { v: 0, G: 0, M: 0 },
    step: `${mean} ${squares} if (!(M > G)) M = G; theta -= lr * (v / c1 / (Math.sqrt(M / c2) + eps));`,
  },
  adamw: {
    ...adam,
    settings: { ...betas, weight_decay: 0.01 },
    derived: { ...fresh1, ...fresh2, shrink: "1 - lr * weight_decay" },
    step: `${mean} ${squares} theta = theta * shrink - lr * (v / c1 / (Math.sqrt(G / c2) + eps));`,
  },
  adamax: {
    settings: betas,
    derived: fresh1,
    clock: [first, { state: { rate: 0 }, text: "rate = lr / c1;" }],
    memory: { v: 0, u: 0 },
    step: `${mean} const now = Math.abs(g) + eps; u *= beta2; if (!(u > now)) u = now; theta -= rate * (v / u);`,
  },
  nadam: {
    settings: { ...betas, momentum_decay: 0.004 },
    derived: { ...fresh1, ...fresh2, fading: "Math.pow(0.96, momentum_decay)" },
    clock: [
      second,
      {
        state: { faded: 1, product: 1, ofGradient: 0, ofMean: 0 },
        text: `faded *= fading; if (1 - faded === 1) faded = 0;
          const now = beta1 * (1 - 0.5 * faded), ahead = beta1 * (1 - 0.5 * (faded * fading));
          product *= now; ofGradient = (1 - now) / (1 - product); ofMean = ahead / (1 - product * ahead);
          if (1 - product === 1) product = 0;`,
      },
    ],
    memory: { v: 0, G: 0 },
    step: `${mean} ${squares} theta -= lr * ((ofGradient * g + ofMean * v) / (Math.sqrt(G / c2) + eps));`,
  },
  radam: {
    ...adam,
    derived: { ...fresh1, ...fresh2, most: "2 / (1 - beta2) - 1" },
    clock: [
      first,
      second,
      {
        state: { rectified: 0, root: 0 },
        text: `const known = most - 2 * t * power2 / c2; root = Math.sqrt(c2);
          rectified = known > 5
            ? lr * Math.sqrt((known - 4) * (known - 2) * most / ((most - 4) * (most - 2) * known)) : 0;`,
      },
    ],
    step: `${mean} ${squares}
      theta -= v / c1 * (rectified === 0 ? lr : rectified * (root / (Math.sqrt(G) + eps)));`,
  },
  adabelief: {
    ...adam,
    settings: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-16, eps_root: 1e-16 },
    step: `${mean} const off = g - v; G = beta2 * G + fresh2 * off * off + eps_root; ${step}`,
  },
  yogi: {
    ...adam,
    settings: { ...betas, eps: 1e-3 },
    memory: { v: 1e-6, G: 1e-6 },
    step: `${mean} const square = g * g, over = G - square; G -= fresh2 * ${sign("over")} * square; ${step}`,
  },
  rprop: {
    settings: { lr: 0.01, eta_minus: 0.5, eta_plus: 1.2, step_min: 1e-6, step_max: 50 },
    memory: { s: "lr", used: 0 },
    step: `const agreement = g * used;
      if (agreement > 0) s *= eta_plus; else if (agreement < 0) s *= eta_minus;
      if (s < step_min) s = step_min; if (s > step_max) s = step_max;
      used = agreement < 0 ? 0 : g; theta -= ${sign("used")} * s;`,
  },
  signsgd: { settings: { lr: 0.01 }, step: `theta -= lr * ${sign("g")};` },
  lion: {
    settings: { lr: 0.001, beta1: 0.9, beta2: 0.99 },
    derived: { ...fresh1, ...fresh2 },
    memory: { v: 0 },
    step: `const way = beta1 * v + fresh1 * g; v = beta2 * v + fresh2 * g; theta -= lr * ${sign("way")};`,
  },
};

const valley = "const along = 1 - x, across = y - x * x, beyond = y - 1;";
const height = "j = along * along + 100 * across * across; off = along * along + beyond * beyond;";

/**
 * Two losses: where runs start, J (`j`), its gradient, and how far the minimum is (`off`, squared). The gradient of
 * the second is written as it takes least work; `rounded` has its terms as the page's dual numbers come to them, so
 * that not a bit of a cell is other than in the page's race.
 */
export const losses = {
  square: {
    axes: ["x"],
    start: [3],
    minimum: [0],
    slope: "j = x * x; gx = x + x;",
    off: "j",
  },
  rosenbrock: {
    axes: ["x", "y"],
    start: [-1.5, 2],
    minimum: [1, 1],
    slope: `${valley} ${height} gy = 200 * across; gx = -2 * (along + x * gy);`,
    rounded: `${valley} ${height} gy = 200 * across;
      gx = -2 * along + (-200 * x * across + 100 * across * (-2 * x));`,
    off: "off",
  },
};
