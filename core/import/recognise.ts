import { isKithDealHeader } from '../export/deal-csv-columns.ts';
import type { DealProgram } from './deal-targets.ts';
import { isKithHeader } from './kith-csv.ts';
import { mapColumns } from './map-columns.ts';
import { plainHeader, squeezed } from './plain-header.ts';
import type { Program } from './programs.ts';
import { readHeader, withoutRecordPrefix } from './read-header.ts';

/** What a file holds that is neither contacts nor deals. `table` is any table without names, e-mails, phones or companies. */
export type OtherRecords = 'projects' | 'tasks' | 'events' | 'activities' | 'notes' | 'products' | 'invoices' | 'tickets' | 'table';

export type Recognition =
  | { readonly kind: 'contacts'; readonly program: Program; readonly records: 'person' | 'organisation' }
  | { readonly kind: 'deals'; readonly program: DealProgram }
  | { readonly kind: 'not-contacts'; readonly what: OtherRecords };

/** Knows a table by its headers, in any order, and where they say nothing by its first rows; never by its file's name. */
export function recognise(headers: readonly string[], rows: readonly (readonly string[])[]): Recognition {
  const byHeaders = recogniseHeaders(headers);
  if (byHeaders.kind !== 'not-contacts' || byHeaders.what !== 'table') return byHeaders;
  return mapColumns(headers, rows, 'unknown').some(({ target }) => WHO.test(target)) ? contacts('unknown') : byHeaders;
}

function recogniseHeaders(headers: readonly string[]): Recognition {
  const plain = new Set(headers.map((header) => squeezed(plainHeader(header))));
  const prefixes = new Set(headers.map((header) => withoutRecordPrefix(header).record));
  const has = (...names: string[]): boolean => names.every((name) => plain.has(squeezed(plainHeader(name))));
  const hasOne = (...names: string[]): boolean => names.some((name) => plain.has(squeezed(plainHeader(name))));
  const matches = (pattern: RegExp): boolean => headers.some((header) => pattern.test(header));

  if (isKithHeader(headers)) return contacts('kith');

  const deals = dealProgram(headers, has, hasOne, prefixes.has('deal'));
  if (deals) return { kind: 'deals', program: deals };

  const others = otherRecords(has, hasOne);
  if (others) return { kind: 'not-contacts', what: others };

  if (has('Given Name', 'Family Name') && hasOne('Group Membership', 'Yomi Name', 'E-mail 1 - Type', 'E-mail 1 - Value')) return contacts('google-old');
  if (matches(/^(E-mail|Phone|Address|Website|Organization|Event|Relation|Custom Field) \d+ - (Label|Value)$/) || has('First Name', 'Organization Name', 'Labels')) return contacts('google');
  if (has('First Name', 'Last Name', 'Connected On')) return contacts('linkedin');
  if (has('Record ID')) {
    if (!hasOne('First Name', 'Last Name', 'Email') && hasOne('Company name', 'Company owner', 'Company Domain Name')) return contacts('hubspot-companies');
    return contacts('hubspot-contacts');
  }
  if (prefixes.has('person') || matches(/^(E-?mail|Phone) \((Work|Home|Other|Mobile)\)$/i)) return contacts('pipedrive-people');
  if (prefixes.has('organisation')) return contacts('pipedrive-organisations');
  if (has('Type', 'About', 'Tags') && hasOne('Last Contacted', 'Organization', 'Organisation')) return contacts('capsule');
  if (has('Contact', 'Company') && hasOne('ID/Status', 'Salutation', 'Last Results', 'Last Reach', 'Messenger ID', 'Referred By')) return contacts('act');
  if (has('Primary Email') && hasOne('Display Name', 'Secondary Email', 'Screen Name', 'Home ZipCode')) return contacts('thunderbird');
  if (has('first_name', 'last_name') && hasOne('has_newsletter', 'first_seen', 'linkedin_url', 'background')) return contacts('atomic-crm');
  const outlook = outlookOf(plain, hasOne);
  if (outlook) return contacts(outlook);

  return headers.some(saysWho) ? contacts('unknown') : { kind: 'not-contacts', what: 'table' };
}

/** Whose rows are organisations. */
export const ORGANISATION_PROGRAMS: ReadonlySet<Program> = new Set<Program>(['hubspot-companies', 'pipedrive-organisations']);

const contacts = (program: Program): Recognition => ({ kind: 'contacts', program, records: ORGANISATION_PROGRAMS.has(program) ? 'organisation' : 'person' });

/** Whether a header alone promises somebody to reach. */
function saysWho(header: string): boolean {
  const target = readHeader(header)?.target;
  return target !== undefined && WHO.test(target);
}

const WHO = /^(name\.(full|given|family|nickname)|email|phone|affiliation\.organisation)/;

type Has = (...names: string[]) => boolean;

/** By a title that only deals have, or by an amount and a stage in a table that is not of people. */
function dealProgram(headers: readonly string[], has: Has, hasOne: Has, hasDealPrefix: boolean): DealProgram | undefined {
  if (isKithDealHeader(headers)) return 'kith-deals';
  if (hasDealPrefix) return 'pipedrive-deals';
  const namesPerson = hasOne('First Name', 'Last Name', 'Vorname', 'Nachname', 'Prénom', 'Apellidos');
  const namesPeople = namesPerson || hasOne('Email', 'E-mail Address', 'Phone', 'Telefon', 'Téléphone', 'Teléfono');
  const hasAmount = hasOne('Amount', 'Value', 'Expected Value', 'Deal Amount', 'Betrag', 'Wert', 'Auftragswert', 'Volumen', 'Montant', 'Valeur', 'Importe', 'Valor', 'Monto', 'Expected Revenue');
  const hasStage = hasOne(
    'Stage', 'StageName', 'Pipeline', 'Milestone', 'Phase', 'Stufe', 'Close Date', 'CloseDate', 'Expected Close Date', 'Expected Close', 'Abschlussdatum', 'Wahrscheinlichkeit', 'Abschlusswahrscheinlichkeit',
    'Etape', 'Date de clôture', 'Etapa', 'Fase', 'Fecha de cierre',
  );
  const hasDealTitle = hasOne('Deal', 'Opportunity', 'Vorgang', 'Verkaufschance', 'Affaire', 'Opportunité', 'Oportunidad', 'Trato', 'Negocio');
  const hasTitle = hasDealTitle || hasOne('Title', 'Titel', 'Titre', 'Título');
  const isDeals =
    hasOne('Deal Name', 'Deal Stage', 'Deal Value', 'Opportunity Name', 'Opportunity ID', 'Deal ID', 'Deal Title', 'Potential Name', 'Forecast Category') ||
    (hasDealTitle && (hasAmount || hasStage) && !namesPerson) ||
    (hasAmount && hasStage && (!namesPeople || (hasTitle && !namesPerson)));
  if (!isDeals) return undefined;
  if (has('Record ID') && hasOne('Deal Name', 'Deal Stage')) return 'hubspot-deals';
  return has('Milestone') ? 'capsule-opportunities' : 'deals';
}

function otherRecords(has: Has, hasOne: Has): OtherRecords | undefined {
  const namesPeople = hasOne('First Name', 'Last Name', 'Vorname', 'Nachname', 'Prénom', 'Apellidos', 'Email', 'E-mail Address', 'Phone');
  if (hasOne('Ticket Name', 'Ticket Subject', 'Ticket Status', 'Ticket ID')) return 'tickets';
  if (has('Subject', 'Start Date') || has('Betreff', 'Beginnt am') || has('Event Name', 'Start Date')) return 'events';
  if (hasOne('Invoice Number', 'Invoice No', 'Rechnungsnummer', 'Numero facture', 'Numero factura')) return 'invoices';
  if (hasOne('SKU', 'Product Name', 'Produktname', 'Nom produit') && hasOne('Price', 'Unit Price', 'Preis', 'Prix', 'Precio')) return 'products';
  if (hasOne('Project Name', 'Project', 'Projektname') && !namesPeople) return 'projects';
  if (hasOne('Activity Type', 'Activity Date', 'Call Duration', 'Meeting Name')) return 'activities';
  if (hasOne('Task', 'Task Name', 'Todo', 'Aufgabe', 'Tache', 'Tarea') && hasOne('Due Date', 'Due', 'Completed', 'Fallig am', 'Faelligkeit', 'Echeance', 'Vencimiento', 'Status')) return 'tasks';
  if (has('Title', 'Content') && !namesPeople) return 'notes';
  return undefined;
}

/** The desktop's file has an address type beside each e-mail; the headers of both come in the reader's language. */
function outlookOf(plain: ReadonlySet<string>, hasOne: Has): Program | undefined {
  const hasEmailType = hasOne('E-mail Type', 'E-Mail-Typ', 'Type de messagerie', 'Tipo de correo electrónico', 'E-mail Display Name');
  const hasStreet = hasOne('Business Street', 'Straße geschäftlich', 'Rue (bureau)', 'Calle del trabajo', 'Home Street', 'Straße privat', 'Rue (domicile)', 'Home Address Street');
  const hasPhone = hasOne('Business Phone', 'Telefon geschäftlich', 'Téléphone (bureau)', 'Teléfono del trabajo', 'Home Phone', 'Telefon privat', 'Primary Phone');
  if (hasEmailType && (hasStreet || hasPhone)) return 'outlook-desktop';
  if (plain.has('firstname') && hasStreet && hasPhone) return 'outlook-web';
  return undefined;
}
