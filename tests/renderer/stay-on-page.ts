// For every component test: a link that opens a window would put the tests' own page into the background, where the
// browser draws one frame a second and every click waits for two.
window.addEventListener('click', (event) => {
  if (event.target instanceof Element && event.target.closest('a[target="_blank"]')) event.preventDefault();
});
window.open = () => null;
