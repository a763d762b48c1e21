/** Every namespace of German, as one chunk that is loaded when it is needed. */
export const texts = import.meta.glob<Record<string, string>>('./*.json', { eager: true, import: 'default' });
