import { describe, expect, it } from 'vitest';
import { mapColumns } from '../../../core/import/map-columns.ts';
import { readHeader } from '../../../core/import/read-header.ts';
import { recognise } from '../../../core/import/recognise.ts';
import { TARGETS, type Target, labelOfTarget } from '../../../core/import/targets.ts';

const headersIn = (line: string): string[] => line.split(line.includes(';') ? ';' : ',').map((header) => header.trim());

/** Header rows as their programs write them. */
const FILES = {
  outlookGerman: 'Anrede;Vorname;Weitere Vornamen;Nachname;Suffix;Firma;Abteilung;Position;Straße geschäftlich;Straße geschäftlich 2;Ort geschäftlich;Region geschäftlich;Postleitzahl geschäftlich;Land/Region geschäftlich;Straße privat;Ort privat;Bundesland/Kanton privat;Postleitzahl privat;Land/Region privat;Weitere Straße;Weiterer Ort;Weiteres/r Bundesland/Kanton;Weitere Postleitzahl;Weiteres/e Land/Region;Telefon Assistent;Fax geschäftlich;Telefon geschäftlich;Telefon geschäftlich 2;Rückmeldung;Autotelefon;Telefon Firma;Fax privat;Telefon privat;ISDN;Mobiltelefon;Weiteres Fax;Weiteres Telefon;Pager;Haupttelefon;Telefon für Hörbehinderte;Telex;Abrechnungsinformation;Benutzer 1;Beruf;Büro;E-Mail-Adresse;E-Mail-Typ;E-Mail: Angezeigter Name;E-Mail 2: Adresse;E-Mail 2: Typ;Empfohlen von;Geburtstag;Geschlecht;Hobby;Initialen;Internet-Frei/Gebucht;Jahrestag;Kategorien;Kinder;Konto;Name Assistent;Name des/der Vorgesetzten;Notizen;Organisationsnr.;Ort;Partner;Postfach geschäftlich;Priorität;Privat;Reisekilometer;Sprache;Stichwörter;Vertraulichkeit;Verzeichnisserver;Webseite',
  outlookFrench: "Titre;Prénom;Deuxième prénom;Nom;Suffixe;Société;Service;Titre;Rue (bureau);Rue (bureau) 2;Ville (bureau);Dép/Région (bureau);Code postal (bureau);Pays/Région (bureau);Rue (domicile);Ville (domicile);Code postal (domicile);Rue (autre);Téléphone de l'assistant(e);Télécopie (bureau);Téléphone (bureau);Téléphone 2 (bureau);Rappel;Téléphone (voiture);Téléphone société;Télécopie (domicile);Téléphone (domicile);RNIS;Tél. mobile;Téléphone principal;Adresse de messagerie;Type de messagerie;Nom complet de l'adresse de messagerie;Adresse de messagerie 2;Anniversaire;Anniversaire de mariage ou fête;Autre boîte postale;B.P. professionnelle;Bureau;Catégories;Compte;Conjoint(e);Critère de diffusion;Emplacement;Enfants;Langue;Mots clés;Nom de l'assistant(e);Notes;Page Web;Passe-temps;Profession;Recommandé par;Responsable;Sexe;Utilisateur 1",
  outlookSpanish: 'Tratamiento;Nombre;Segundo nombre;Apellidos;Sufijo;Organización;Departamento;Puesto;Calle del trabajo;Ciudad de trabajo;Provincia o estado de trabajo;Código postal del trabajo;País o región del trabajo;Calle del domicilio;Otra calle;Otro país o región;Fax del trabajo;Teléfono del trabajo;Particular;Móvil;Otro teléfono;Teléfono principal;Dirección de correo electrónico;Tipo de correo electrónico;Nombre de pantalla de correo electrónico;Dirección de correo electrónico 2;Aniversario;Cumpleaños;Categorías;Hijos;Notas;Página web;Aficiones;Nombre del director;Usuario 1;Género',
  outlookEnglish: "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business Street 2,Business City,Business State,Business Postal Code,Business Country/Region,Home Street,Home City,Other Street,Assistant's Phone,Business Fax,Business Phone,Business Phone 2,Callback,Car Phone,Company Main Phone,Home Fax,Home Phone,Mobile Phone,Other Fax,Pager,Primary Phone,Radio Phone,TTY/TDD Phone,Account,Anniversary,Assistant's Name,Birthday,Business Address PO Box,Categories,Children,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,E-mail 2 Type,Gender,Government ID Number,Hobby,Keywords,Language,Location,Manager's Name,Notes,Priority,Private,Profession,Referred By,Sensitivity,Spouse,User 1,Web Page",
  google: 'First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,Website 1 - Label,Website 1 - Value,Event 1 - Label,Event 1 - Value,Relation 1 - Label,Relation 1 - Value,Custom Field 1 - Label,Custom Field 1 - Value',
  pipedrive: 'Person - Name,Person - First name,Person - Last name,Person - Organization,Person - Label,Person - Owner,Person - Person created,Person - Email - Work,Person - Email - Home,Person - Phone - Mobile,Person - Phone - Work',
  pipedriveCzech: 'Osoba - Jméno,Osoba - Křestní jméno,Osoba - Příjmení,Osoba - Organizace,Osoba - Štítek,Osoba - E-mail - Práce,Osoba - E-mail - Domů,Osoba - Telefon - Práce,Osoba - Telefon - Mobil,Osoba - Vlastník,Osoba - Vytvořeno',
  capsule: 'Type,Title,First Name,Last Name,Name,Organization,Job Title,About,Tags,Owner,Created,Updated,Last Contacted,Phone Number,Email,Address Street,City,State,Postcode,Country',
  act: 'Company,Contact,First Name,Middle Name,Last Name,Name Prefix,Name Suffix,Salutation,Title,Department,ID/Status,Referred By,E-mail,Web Site,Messenger ID,Birth Date,Spouse,Assistant,Owner,Address 1,Address 2,City,State,ZIP Code,Country,Phone,Mobile Phone,Last Results,User 1,E-mail Login,Car Phone',
  salesforce: 'SALUTATION,FIRSTNAME,LASTNAME,TITLE,ACCOUNTNAME,EMAIL,PHONE,MOBILEPHONE,FAX,MAILINGSTREET,MAILINGCITY,MAILINGSTATE,MAILINGPOSTALCODE,MAILINGCOUNTRY,OTHERPHONE,BIRTHDATE,LEADSOURCE,DESCRIPTION,OWNERID',
  german: 'Kundennr;Anrede;Titel;Name;Vorname;Firma;Straße;PLZ;Ort;Land;Telefon;Handy;Fax;E-Mail;Homepage;Geburtsdatum;Bemerkung;Kundengruppe;Angelegt am;USt-IdNr.;Ansprechpartner',
  french: "Civilité;Nom;Prénom;Société;Fonction;Adresse;Complément d'adresse;Code postal;Ville;Pays;Téléphone fixe;Portable;Courriel;Site web;Date de naissance;Commentaires;Groupe",
  spanish: 'Nombre;Apellidos;Empresa;Cargo;Dirección;Código postal;Ciudad;Provincia;País;Teléfono;Móvil;Correo electrónico;Página web;Fecha de nacimiento;Observaciones;Etiquetas',
  english: 'Full Name,Company Name,Email Address,Phone Number,Street Address,City,State,Zip,Website,Notes,Customer Since,Preferred Contact Method',
};

const mapped = (line: string, rows: string[][] = []) => {
  const headers = headersIn(line);
  const found = recognise(headers, rows);
  if (found.kind !== 'contacts') throw new Error(`Not contacts but ${found.kind === 'deals' ? found.program : found.what}`);
  return mapColumns(headers, rows, found.program, found.records);
};
const targets = (line: string, rows?: string[][]): Record<string, Target> => Object.fromEntries(mapped(line, rows).map(({ header, target }) => [header, target]));

describe('files of programs and of people', () => {
  it.each(Object.entries(FILES))('maps nine columns of ten of %s', (_, line) => {
    const columns = mapped(line);
    const unmapped = columns.filter(({ target }) => target === 'unmapped').map(({ header }) => header);
    expect(unmapped.length / columns.length, unmapped.join(', ')).toBeLessThanOrEqual(0.1);
  });

  it('knows the German Outlook', () => {
    expect(targets(FILES.outlookGerman)).toMatchObject({
      Anrede: 'name.prefix', 'Weitere Vornamen': 'name.middle', 'Straße geschäftlich': 'address:work.street', 'Straße geschäftlich 2': 'address:work.extended',
      'Weiteres/r Bundesland/Kanton': 'address:other.region', 'Telefon geschäftlich 2': 'phone:work', 'Fax privat': 'phone:home-fax', Haupttelefon: 'phone:main',
      'E-Mail 2: Adresse': 'email', 'E-Mail 2: Typ': 'ignore', Jahrestag: 'date:anniversary', Partner: 'relation:spouse', 'Name des/der Vorgesetzten': 'relation:manager', Kategorien: 'tags',
    });
  });

  it('tells the two titles of the French Outlook apart', () => {
    const columns = mapped(FILES.outlookFrench);
    expect(columns.filter(({ header }) => header === 'Titre').map(({ target }) => target)).toEqual(['name.prefix', 'affiliation.title']);
    expect(targets(FILES.outlookFrench)).toMatchObject({ Nom: 'name.family', Anniversaire: 'birthday', 'Anniversaire de mariage ou fête': 'date:anniversary', 'B.P. professionnelle': 'address:work.poBox' });
  });

  it('pairs the labels and values of Google by their number', () => {
    const columns = mapped(`${FILES.google},Phone 2 - Label,Phone 2 - Value`);
    expect(columns.filter(({ header }) => header.startsWith('Phone 2'))).toMatchObject([{ target: 'phone.label', n: 2 }, { target: 'phone', n: 2 }]);
  });

  it('takes a title for a job where it is one, and for Mr. where that stands there', () => {
    expect(targets('Name,Title,Email', [['Ada King', 'Programmer', 'a@x.org']])['Title']).toBe('affiliation.title');
    expect(targets('Name,Title,Email', [['Ada King', 'Mrs.', 'a@x.org'], ['Grace Hopper', 'Dr.', 'g@x.org']])['Title']).toBe('name.prefix');
    expect(targets('Name,Title,Position,Email')['Title']).toBe('name.prefix');
  });

  it('takes an address for a street where the city stands beside it', () => {
    expect(targets('Name,Address,City,Email')['Address']).toBe('address.street');
    expect(targets('Name,Address,Email')['Address']).toBe('address.whole');
  });
});

describe('columns whose headers say nothing, or the wrong thing', () => {
  it('are known by their values', () => {
    const rows = [['a@x.org', '+44 20 7946 0958', 'https://www.linkedin.com/in/ada', 'x'], ['b@x.org', '+44 20 7946 0959', 'https://www.linkedin.com/in/grace', 'y']];
    expect(targets('K1,K2,K3,K4', rows)).toEqual({ K1: 'email', K2: 'phone', K3: 'link:social', K4: 'unmapped' });
  });

  it('are not believed against their values', () => {
    expect(targets('Name,Contact,E-mail', [['Ada King', 'ada@x.org', 'yes'], ['Grace Hopper', 'grace@x.org', 'no']])).toEqual({ Name: 'name.full', Contact: 'email', 'E-mail': 'unmapped' });
  });

  it('are names where two columns without headers hold names', () => {
    const columns = mapColumns(['', '', ''], [['Ada', 'King', 'a@x.org'], ['Grace', 'Hopper', 'g@x.org']], 'unknown');
    expect(columns.map(({ target }) => target)).toEqual(['name.given', 'name.family', 'email']);
  });

  it('show up to three different values', () => {
    const [column] = mapColumns(['Name'], [['Ada'], ['Ada'], [''], ['Grace'], ['Lin'], ['Hedy']], 'unknown');
    expect(column).toMatchObject({ samples: ['Ada', 'Grace', 'Lin'] });
  });
});

describe('recognise', () => {
  const program = (line: string) => {
    const found = recognise(headersIn(line), []);
    return found.kind === 'contacts' ? `${found.program} ${found.records}` : found.kind === 'deals' ? found.program : found.what;
  };

  it.each([
    [FILES.outlookGerman, 'outlook-desktop person'], [FILES.outlookFrench, 'outlook-desktop person'], [FILES.outlookEnglish, 'outlook-desktop person'],
    ['First Name,Middle Name,Last Name,Title,Suffix,Web Page,Birthday,Notes,E-mail Address,E-mail 2 Address,Primary Phone,Home Phone,Home Street,Home City,Company,Business Street,Categories', 'outlook-web person'],
    [FILES.google, 'google person'], ['Name,Given Name,Family Name,Group Membership,Phone 1 - Type,Phone 1 - Value', 'google-old person'],
    ['First Name,Last Name,URL,Email Address,Company,Position,Connected On', 'linkedin person'],
    ['Record ID,First Name,Last Name,Email,Lead Status', 'hubspot-contacts person'], ['Record ID,Company name,Website URL,Company owner,Create Date', 'hubspot-companies organisation'],
    [FILES.pipedrive, 'pipedrive-people person'], [FILES.pipedriveCzech, 'pipedrive-people person'], ['Name,Organization,Email (Work),Phone (Work)', 'pipedrive-people person'],
    ['Organization - Name,Organization - Address,Organization - Owner', 'pipedrive-organisations organisation'],
    [FILES.capsule, 'capsule person'], [FILES.act, 'act person'], ['First Name,Last Name,Display Name,Primary Email,Secondary Email', 'thunderbird person'],
    ['Kith ID,Kind,Display name', 'kith person'], [FILES.german, 'unknown person'],
    ['Record ID,Deal Name,Deal Stage,Amount,Deal owner', 'hubspot-deals'], ['Deal - ID,Deal - Title,Deal - Value,Person - Name', 'pipedrive-deals'], ['Obchod - Název,Obchod - Hodnota', 'pipedrive-deals'],
    ['ID,NAME,STAGENAME,AMOUNT,CLOSEDATE', 'deals'], ['Subject,Start Date,Start Time,End Date', 'events'], ['Task,Due Date,Status', 'tasks'], ['SKU,Name,Price', 'products'],
    ['Project Name,Status,Budget', 'projects'], ['Invoice Number,Date,Total', 'invoices'], ['Ticket Name,Ticket Status', 'tickets'], ['Title,Content,Tags', 'notes'], ['a,b,c', 'table'],
  ])('%s', (line, expected) => {
    expect(program(line)).toBe(expected);
  });

  it('knows it by the columns in any order', () => {
    expect(program(headersIn(FILES.google).reverse().join(','))).toBe('google person');
  });
});

it('reads headers named like what objects inherit as nothing', () => {
  expect(['__proto__', 'constructor', 'toString', 'hasOwnProperty'].map(readHeader)).toEqual([undefined, undefined, undefined, undefined]);
});

it('gives each target with a colon a label', () => {
  const labels = Object.fromEntries(TARGETS.filter((target) => target.startsWith('phone:')).map((target) => [target, labelOfTarget(target)]));
  expect(labels).toMatchObject({ 'phone:work-fax': 'work fax', 'phone:mobile': 'mobile' });
  expect([labelOfTarget('address:home.street'), labelOfTarget('address.street'), labelOfTarget('email')]).toEqual(['home', '', '']);
});
