// The same steps in TensorFlow.js: one variable whose elements are the cells, and its own optimisers, given the
// gradient of θ² (which spares it the tape). Its learning rate is one for all elements.

const made = {
  gd: (train) => train.sgd(0.01),
  momentum: (train) => train.momentum(0.01, 0.9),
  adagrad: (train) => train.adagrad(0.01),
  rmsprop: (train) => train.rmsprop(0.01, 0.99),
  adam: (train) => train.adam(0.01, 0.9, 0.999, 1e-8),
  adadelta: (train) => train.adadelta(1, 0.9, 1e-6),
  adamax: (train) => train.adamax(0.01, 0.9, 0.999, 1e-8),
};

export const optimisers = Object.keys(made);

const script = (src) =>
  new Promise((resolve, reject) => {
    document.head.append(Object.assign(document.createElement("script"), { src, onload: resolve, onerror: reject }));
  });

let library;
async function loaded() {
  await script("/peers/@tensorflow/tfjs-core/dist/tf-core.min.js");
  await script("/peers/@tensorflow/tfjs-backend-cpu/dist/tf-backend-cpu.min.js");
  await tf.setBackend("cpu");
  return tf;
}

/** A function that makes so many steps of so many cells. */
export async function prepare(optimiser, cells, steps) {
  library ??= loaded();
  const { fill, mul, tidy, train, variable } = await library;
  return () => {
    const theta = variable(fill([cells], 3));
    const optimiserOfOwn = made[optimiser](train);
    for (let step = 0; step < steps; step += 1) {
      tidy(() => optimiserOfOwn.applyGradients({ [theta.name]: mul(theta, 2) }));
    }
    const last = theta.dataSync()[0];
    optimiserOfOwn.dispose();
    theta.dispose();
    return last;
  };
}
