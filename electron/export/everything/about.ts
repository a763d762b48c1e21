/** What lies in the export, for whoever opens it one day. In the language of the profile where we have it. */
export const aboutText = (locale: string): string => (locale.startsWith('de') ? GERMAN : ENGLISH);

const ENGLISH = `Everything that was in a profile of Kith, the CRM that keeps your data with you.

csv/            tables for spreadsheets: people, organisations, deals, reminders, entries, products
contacts.vcf    everybody as vCard 4, for address books and phones
calendar.ics    reminders and meetings, for calendars
notes/          the timeline of each contact as Markdown
files/          attached files and photos, in a folder for each contact
kith.json       every record with every field, the bin, and the history of all changes

The files above kith.json hold what can be seen in Kith; kith.json holds all of it. "kith import" of this folder, or of
this ZIP, into a profile that is empty makes an equal one. What kith.json looks like is described by
docs/data-formats.md and by a JSON Schema, docs/schema/kith-everything-1.json, which come with Kith.
`;

const GERMAN = `Alles, was in einem Profil von Kith war, dem CRM, das Ihre Daten bei Ihnen lässt.

csv/            Tabellen: Personen, Organisationen, Vorgänge, Erinnerungen, Einträge, Produkte
contacts.vcf    alle Kontakte als vCard 4, für Adressbücher und Telefone
calendar.ics    Erinnerungen und Termine, für Kalender
notes/          der Verlauf jedes Kontakts als Markdown
files/          angehängte Dateien und Fotos, je Kontakt ein Ordner
kith.json       jeder Datensatz mit jedem Feld, der Papierkorb und der Verlauf aller Änderungen

Was über kith.json steht, enthält das, was in Kith zu sehen ist; kith.json enthält alles. „kith import“ dieses Ordners
oder dieser ZIP-Datei in ein leeres Profil ergibt ein gleiches. Wie kith.json aufgebaut ist, beschreiben
docs/data-formats.md und ein JSON-Schema, docs/schema/kith-everything-1.json, die mit Kith kommen.
`;
