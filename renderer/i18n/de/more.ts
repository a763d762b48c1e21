/** What neither the frame says nor is in a parcel of its own (languages.ts). */
export const texts = import.meta.glob<Record<string, string>>(['./*.json', '!./{acts,app,common,errors,inbox,keys,palette,quickAdd,sample,shell}.json', '!./{contact,contacts,grid,reminders}.json'], { eager: true, import: 'default' });
