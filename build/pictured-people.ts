// Who is in the pictures of the README beside the sample data. All invented.

export interface PicturedPerson {
  name: string;
  title: string;
  organisation: string;
  email: string;
  tags: string[];
  /** Something that happened with them, so many days ago. */
  entry: { kind: 'note' | 'call' | 'meeting'; daysAgo: number; body: string };
}

const person = (name: string, title: string, organisation: string, email: string, tags: string[], kind: PicturedPerson['entry']['kind'], daysAgo: number, body: string): PicturedPerson => ({
  name,
  title,
  organisation,
  email,
  tags,
  entry: { kind, daysAgo, body },
});

export const PICTURED_PEOPLE: readonly PicturedPerson[] = [
  person('Adaeze Nwosu', 'Physiotherapist', 'Nwosu Physiotherapy', 'adaeze@nwosu.example', ['garden'], 'call', 8, 'Would like the ramp before the winter.'),
  person('Chidinma Eze', 'Owner', 'Eze & Daughters Bakery', 'chidinma@ezebakery.example', ['trade', 'garden'], 'note', 6, 'Deliveries only before seven.'),
  person('Ingrid Solbakken', 'Architect', 'Solbakken Arkitekter', 'ingrid@solbakken.example', ['architect'], 'meeting', 3, 'Went through the drawings of the atrium.'),
  person('Jean-Baptiste de la Rochefoucauld', 'Estate manager', 'Domaine de la Rochette', 'jb@rochette.example', ['garden'], 'call', 25, 'Will decide after the harvest.'),
  person('Marta Wójcik-Zawadzka', 'Head grower', 'Pracownia Zieleń', 'marta@zielen.example', ['supplier'], 'note', 41, 'Hornbeam in three sizes from March.'),
  person('Mateus Carvalhal', 'Owner', 'Quinta do Salgueiro', 'mateus@salgueiro.example', ['garden', 'trade'], 'meeting', 2, 'Measured the terrace.'),
  person('Oleksandra Hryhorenko', 'Garden historian', 'Hryhorenko Studio', 'oleksandra@hryhorenko.example', ['architect'], 'note', 13, 'Sends the plan of 1911.'),
  person('Pelin Yıldıran', 'Secretary', 'Lodos Cycling Club', 'pelin@lodos.example', ['club'], 'call', 1, 'Asked for a second quote.'),
  person('Priya Raghunathan', 'Practice manager', 'Harbour Dental', 'priya@harbourdental.example', ['garden'], 'note', 14, 'Gate code is with reception.'),
  person('Rosalind Achterberg', 'Sales', 'Kwekerij Achterberg', 'rosalind@achterberg.example', ['supplier'], 'call', 53, 'New price list in January.'),
  person('Siobhán Ní Dhomhnaill', 'Bursar', 'Coláiste na Coille', 'siobhan@coille.example', ['school'], 'meeting', 5, 'The pond has to be fenced.'),
  person('Tove Ekholm', 'Owner', 'Ekholm Sågverk', 'tove@ekholm.example', ['supplier', 'trade'], 'call', 18, 'Larch boards from the first of May.'),
];

/** A list as somebody might have kept it, with a column that Kith has no place for and a woman it may know. */
export const PICTURED_FILE = {
  name: 'Garden fair.csv',
  mimeType: 'text/csv',
  text: [
    'Full name,Company,Job title,E-mail,Mobile,Town,Interested in',
    'Ana Figueiredo,Quinta das Faias,Owner,ana@faias.example,+351 912 345 678,Sintra,Stone walls',
    'Dewi Prothero,,Head gardener,dewi@prothero.example,07700 900142,Hay-on-Wye,Larch decking',
    'Lucía Iturralde,Estudio Iturralde,Architect,lucia@iturralde.example,+34 600 123 456,Bilbao,Roof gardens',
    'P. Yıldıran,Lodos Cycling Club,Treasurer,pelin@lodos.example,,İzmir,Shelters',
    'Saoirse Quinn,Quinn & Sons,Buyer,saoirse@quinn.example,+353 20 911 0142,Cork,Stepping stones',
    'Ulrich Vogt,Gärtnerei Vogt,Owner,ulrich@vogt.example,+49 1525 0000142,Lübeck,Hornbeam',
  ].join('\r\n'),
};
