/** The first tab stop of the page: jumps over the navigation to the element with this id, which must be able to take focus. */
export function SkipLink({ label, targetId }: { label: string; targetId: string }) {
  return (
    <a
      href={`#${targetId}`}
      onClick={(event) => {
        // The hash belongs to the router.
        event.preventDefault();
        document.getElementById(targetId)?.focus();
      }}
      className="fixed start-2 top-2 z-50 -translate-y-16 rounded-control bg-accent px-3 py-2 text-13 font-medium text-on-accent focus:translate-y-0 print:hidden"
    >
      {label}
    </a>
  );
}
