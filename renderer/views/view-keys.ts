/** How many views have a key of their own, Mod+1 to Mod+9. */
export const VIEW_KEYS = 9;
