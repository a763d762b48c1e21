// Where a header means something else, or more, in one program's file than anywhere else.
import { plainHeader } from './plain-header.ts';
import type { Program } from './programs.ts';
import type { Column, Target } from './targets.ts';

type Place = Pick<Column, 'target' | 'label'>;

/** Where a known program's column goes; undefined where its header says it well enough by itself. */
export function programColumn(program: Program, header: string): Place | undefined {
  const place = COLUMNS[program]?.get(plainHeader(header));
  return place?.target === 'fact' || place?.target === 'phone:other' ? { ...place, label: header } : place;
}

const OUTLOOK = columns({
  'name.prefix': ['Title', 'Anrede', 'Tratamiento'],
  // What Outlook keeps for itself, or fills in by itself for every contact.
  ignore: ['E-mail Type', 'E-mail Display Name', 'Priority', 'Sensitivity', 'Private', 'Directory Server', 'Internet Free Busy', 'Initials', 'Priorität', 'Vertraulichkeit', 'Privat', 'Verzeichnisserver', 'Internet Frei/Gebucht', 'Initialen', 'Priorité', 'Critère de diffusion', 'Privé', 'Disponibilité Internet', "Serveur d'annuaire", 'Prioridad', 'Confidencialidad', 'Privado'],
  'phone:home': ['Particular'],
  'phone:work': ['Callback', 'Rückmeldung', 'Rappel', 'Devolución de llamada', 'ISDN', 'RNIS'],
  'phone:other': ['Telex', 'Télex', 'TTY/TDD Phone', 'Telefon für Hörbehinderte', 'Téléphone TDD/TTY', 'Radio Phone', 'Radio téléphone', 'Radioteléfono', 'Número de teletipo', 'Phone Video'],
  fact: ['Office Location', 'Büro', 'Bureau', 'Ort', 'Location', 'Emplacement'],
});

const COLUMNS: Partial<Record<Program, ReadonlyMap<string, Place>>> = {
  google: columns({ unmapped: ['File As', 'Phonetic Middle Name'] }),
  'google-old': columns({ unmapped: ['Yomi Name', 'Additional Name Yomi', 'Short Name', 'Priority', 'Sensitivity'] }),
  'outlook-web': OUTLOOK,
  'outlook-desktop': OUTLOOK,
  linkedin: new Map([...columns({ 'affiliation.title': ['Position'] }), [plainHeader('URL'), { target: 'link:social', label: 'LinkedIn' }]]),
  // Whoever unsubscribed has not consented to anything.
  'hubspot-contacts': columns({ unmapped: ['Unsubscribed from all email', 'Unsubscribed', 'Marketing contact status', 'Associated Company IDs', 'Lifecycle Stage', 'Last Activity Date'] }),
  'hubspot-companies': columns({ 'affiliation.organisation': ['Company name', 'Name'], 'link:web': ['Website URL', 'Company Domain Name'] }),
  'pipedrive-people': columns({ unmapped: ['Marketing status'], tags: ['Label', 'Labels', 'Štítek', 'Štítky'], 'affiliation.organisation': ['Organization', 'Organizace'] }),
  'pipedrive-organisations': columns({ 'affiliation.organisation': ['Name', 'Název', 'Jméno', 'Nom', 'Nombre', 'Nome', 'Naam'] }),
  capsule: columns({ kind: ['Type'], 'name.prefix': ['Title'], unmapped: ['Last Contacted'] }),
  act: columns({ 'name.full': ['Contact'], 'affiliation.title': ['Title'], 'name.nickname': ['Salutation'] }),
  thunderbird: columns({ 'link:chat': ['Screen Name'] }),
  'atomic-crm': columns({ 'affiliation.title': ['title'], unmapped: ['last_seen', 'has_newsletter'] }),
};

function columns(headersByTarget: Partial<Record<Target, string[]>>): Map<string, Place> {
  return new Map(
    Object.entries(headersByTarget).flatMap(([target, headers]) =>
      headers.map((header): [string, Place] => [plainHeader(header), { target: target as Target }]),
    ),
  );
}
