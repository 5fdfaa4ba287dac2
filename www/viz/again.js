// Modules that are loaded when they are asked for, and asked for again.

/**
 * A loader: `first` imports a module in words that bundlers know. A browser may remember that an address has failed, so
 * the next try has another, made of `address`.
 */
export function again(first, address) {
  let tries = "";
  return () => {
    const next = `${address}${tries}`;
    return (tries ? import(/* @vite-ignore */ next) : first()).catch((error) => {
      tries += "?";
      throw error;
    });
  };
}
