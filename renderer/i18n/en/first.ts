/** What the frame says, and what keys and mistakes are called. */
export const texts = import.meta.glob<Record<string, string>>('./{acts,app,common,errors,inbox,keys,palette,quickAdd,sample,shell}.json', { eager: true, import: 'default' });
